"""Making a document when somebody asks for it, from words in ``data/toolkits``: a correction is a line of text, and
each language is the same document. What is to be filled in stands in [brackets] and is marked."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from . import accounts, papers

FOLDER = Path(__file__).parent.parent / "data" / "toolkits"
PAPERS = ("statutes", "project", "privacy")
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Document:
    name: str
    media_type: str
    body: bytes


@lru_cache(maxsize=64)
def make(key: str, language: str) -> Document | None:
    """A document in a language; None where there is none."""
    if key in PAPERS and (path := FOLDER / f"{key}.{language}.txt") in set(FOLDER.iterdir()):
        return Document(f"{key}-{language}.docx", WORD, papers.written(path.read_text("utf8"), language))
    if key == "accounts" and (path := FOLDER / f"accounts.{language}.json") in set(FOLDER.iterdir()):
        return Document(f"accounts-{language}.xlsx", SHEET, accounts.written(path.read_text("utf8"), language))
    return None
