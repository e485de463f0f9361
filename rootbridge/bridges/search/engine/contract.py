"""What the rooms around ask of an engine, and what it answers. No engine keeps anything that is not in the subjects:
`rebuild` makes it anew.

An engine forgives case, accents, endings, one or two wrong letters and the wrong alphabet; it folds words as
`core.text` and hears them as `core.sounds` do. It never raises for what somebody typed.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Protocol

from rootbridge.base.core.findable import Document

from ..query import Query
from ..synonyms import Synonyms


@dataclass(frozen=True)
class Choice:
    """What the reader narrowed the results to; "" is everything. ``place``: code of a region; ``residence``: a country
    that things hold for, those that hold everywhere too; ``language``: one that the thing exists in."""

    kind: str = ""
    topic: str = ""
    residence: str = ""
    place: str = ""
    language: str = ""


@dataclass(frozen=True)
class Asked:
    """``kinds``: those of parts that are awake; ``read``: languages the reader reads beside ``language``, which is the
    page's; ``is_member``: may what is for members be found; ``known``: words that mean one thing."""

    query: Query
    kinds: tuple[str, ...]
    language: str
    read: tuple[str, ...] = ()
    known: Synonyms = field(default_factory=Synonyms)
    choice: Choice = Choice()
    is_member: bool = False
    most: int = 120


@dataclass(frozen=True)
class Hit:
    """One thing found, in the language the reader will read; ``path`` stands below the reader's language."""

    kind: str
    object_id: int
    language: str
    path: str
    title: str
    summary: str
    place_path: str
    residence: list[str]
    score: float


@dataclass(frozen=True)
class Count:
    """How many things there are with a value, all other choices holding. ``label``: of a place, in the language."""

    value: str
    count: int
    label: str = ""


@dataclass(frozen=True)
class Answer:
    """``total``: how many things all choices leave, ``unnarrowed``: how many there were without them; ``facets``: the
    counts of each field of `Choice`, the commonest first; ``is_near``: some words were put right or left out;
    ``spelt``: the words as they were put right, "" where nothing was."""

    hits: list[Hit] = field(default_factory=list)
    total: int = 0
    facets: dict[str, list[Count]] = field(default_factory=dict)
    is_near: bool = False
    spelt: str = ""
    unnarrowed: int = 0


class Engine(Protocol):
    def find(self, asked: Asked) -> Answer:
        """The best of what has every word, else of what has most of them; with counts. At most three queries."""

    def suggest(self, asked: Asked) -> list[Hit]:
        """A few things whose title has every word, the last perhaps half typed. At most two queries."""

    def facets(self, asked: Asked) -> dict[str, list[Count]]:
        """The counts alone, as `find` would give them."""

    def write(self, kind: str, object_id: int | None, documents: Iterable[Document]) -> None:
        """Let exactly these texts be found of one object, or of all of a kind, once the transaction is through."""

    def rebuild(self, kinds: dict[str, Iterable[Document]]) -> Iterator[int]:
        """Write everything anew, by kind, while readers search the old; yields how many texts each step wrote."""
