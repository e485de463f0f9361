"""What the one search box finds: every subject says which texts of it there are, and when one has changed."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from .registry import Registry


@dataclass(frozen=True)
class Document:
    """One text in one language. ``words``: everything worth finding, ``also``: other words people type for it;
    ``residence``: country codes it holds for, empty for everywhere; ``same``: what the languages of one thing have in
    common, its address where nothing is said. Who finds it: nobody unless ``live``, only members where it is
    ``for_members``, nobody after ``until``."""

    key: str
    object_id: int
    language: str
    title: str
    summary: str
    words: str
    url: str
    also: str = ""
    place_path: str = ""
    residence: list[str] = field(default_factory=list)
    live: bool = True
    topic: str = ""
    same: str = ""
    for_members: bool = False
    until: datetime | None = None


@dataclass(frozen=True)
class Source:
    """``documents(ids)``: the texts of these objects, of all when ``ids`` is None."""

    key: str
    title: str
    documents: Callable[[Iterable[int] | None], Iterable[Document]]
    part: str = ""
    order: int = 0


search_sources: Registry[Source] = Registry("search sources")
_listeners: list[Callable[[str, int | None], None]] = []


def listen(listener: Callable[[str, int | None], None]) -> None:
    """The index asks to be told: ``listener(source key, object id)``, None where all of the source changed."""
    _listeners.append(listener)


def changed(key: str, object_id: int | None) -> None:
    """Say, inside the transaction of the change, that a text is new, different or gone; None: perhaps all of them."""
    for listener in _listeners:
        listener(key, object_id)
