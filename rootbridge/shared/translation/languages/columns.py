"""What else a text has in a language, besides its written words: recordings, say. Other rooms add their column."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from rootbridge.base.core.registry import Registry

from ..models import Wording


@dataclass(frozen=True)
class Mark:
    """``words``: a few, such as "Recording, 4:12"; ``is_behind``: older than what is written."""

    words: str
    url: str = ""
    is_behind: bool = False


@dataclass(frozen=True)
class Column:
    """``marks(wordings)``: {(kind, text, language): marks} of these texts, in as few queries as it can."""

    key: str
    title: str
    marks: Callable[[Iterable[Wording]], dict[tuple, list[Mark]]]
    part: str = ""
    order: int = 0


columns: Registry[Column] = Registry("columns of the table of languages")


def add_column(key: str, title: str, marks: Callable, *, part: str = "", order: int = 0) -> Column:
    return columns.add(key, Column(key, title, marks, part, order))


def marks_of(wordings: list[Wording]) -> dict[tuple, list[Mark]]:
    """What every column knows of these texts, by (kind, text, language)."""
    found: dict[tuple, list[Mark]] = {}
    for column in columns:
        for place, marks in column.marks(wordings).items():
            found.setdefault(place, []).extend(marks)
    return found
