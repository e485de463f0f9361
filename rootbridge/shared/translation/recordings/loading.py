"""The recordings that come with a pack."""

import json
from pathlib import Path

from rootbridge.base.files.contents import SOUNDS, examine

from ..models import Recording, text_models

INDEX = "recordings.json"


def load_recordings(folder: Path | str) -> list[Recording]:
    """Let the texts of a pack be heard; those that are heard already are left alone. A row of ``recordings.json``:
    text (its kind), slug, read_from, language, form, voice, file, words (a digest of the words that were read), and
    speaker, transcript where there are any. Returns the recordings made."""
    index = Path(folder) / INDEX
    rows = json.loads(index.read_text("utf8")) if index.is_file() else []
    return [made for row in rows if (made := _load(index.parent, row))]


def _load(folder: Path, row: dict) -> Recording | None:
    model = text_models()[row["text"]]
    article = model.objects.with_owner().filter(slug=row["slug"], locale__language_code=row["read_from"]).first()
    if article is None:
        raise ValueError(f"{INDEX}: no text {row['slug']} in {row['read_from']}")
    there = Recording.objects.of_text(article).filter(language=row["language"], form=row["form"])
    if there.exists():
        return None
    sound = examine(row["file"], (folder / row["file"]).read_bytes(), kinds=SOUNDS)
    return Recording.keep(
        article, sound, by=None, language=row["language"], form=row["form"], voice=row["voice"],
        speaker=row.get("speaker", ""), transcript=row.get("transcript", ""), edition=row["words"],
    )  # fmt: skip
