"""What the one search box finds: every subject says which texts of it there are, and when one has changed."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from .registry import Registry


@dataclass(frozen=True)
class Document:
    """One text in one language. ``words``: everything worth finding, ``also``: other words people type for it;
    ``residence``: country codes it holds for, empty for everywhere; ``live``: may everybody read it."""

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


@dataclass(frozen=True)
class Source:
    """``documents(ids)``: the texts of these objects, of all when ``ids`` is None."""

    key: str
    title: str
    documents: Callable[[Iterable[int] | None], Iterable[Document]]
    part: str = ""
    order: int = 0


search_sources: Registry[Source] = Registry("search sources")
_listeners: list[Callable[[str, int], None]] = []


def listen(listener: Callable[[str, int], None]) -> None:
    """The index asks to be told: ``listener(source key, object id)``."""
    _listeners.append(listener)


def changed(key: str, object_id: int) -> None:
    """Say, inside the transaction of the change, that a text is new, different or gone."""
    for listener in _listeners:
        listener(key, object_id)
