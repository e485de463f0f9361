"""The guides that come with a pack."""

from pathlib import Path

from rootbridge.shared.translation.loading import load_articles

from .models import Guide


def load_guides(folder: Path | str) -> list[Guide]:
    """Write the guides of a folder that are not there yet, a row for each language; returns the rows made."""
    return load_articles(folder, Guide, _words)


def _words(file: dict, text: dict) -> dict:
    notice = text.get("notice") or {}
    return {
        "title": text["title"], "lead": text["lead"], "who": text.get("who", ""), "papers": text.get("papers", []),
        "steps": [("step", _step(step)) for step in text.get("steps", [])],
        "cost": text.get("cost", ""), "time_needed": text.get("time", ""),
        "notice_title": notice.get("title", ""), "notice": notice.get("body", ""),
        "related": file.get("related", []), "easy": text.get("easy", ""), "where": file.get("where", []),
        "same_matter": file.get("same_matter", ""),
    }  # fmt: skip


def _step(step: dict) -> dict:
    return {"title": step["title"], "body": step["body"], "is_home": bool(step.get("home"))}
