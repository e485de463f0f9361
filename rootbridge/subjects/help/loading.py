"""The answered questions that come with a pack."""

from pathlib import Path

from rootbridge.shared.translation.loading import load_articles

from .models import PublishedAnswer


def load_answers(folder: Path | str) -> list[PublishedAnswer]:
    """Write the answers of a folder that are not there yet, a row for each language; returns the rows made."""
    return load_articles(folder, PublishedAnswer, _words)


def _words(file: dict, text: dict) -> dict:
    return {
        "question": text["question"], "short": text["short"], "body": "\n\n".join(text["paragraphs"]),
        "related_guides": file.get("related_guides", []), "same_question": file.get("same_question", ""),
    }  # fmt: skip
