"""Texts of another subject that a text names by address: subjects are strangers, an upper floor finds them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from .reading import reading_order


@dataclass(frozen=True)
class Related:
    """``path``: below the reader's language."""

    title: str
    path: str
    language: str


_searchers: list[Callable[[str, Sequence[str], int], list[Related]]] = []
_finders: list[Callable[[list[str], Sequence[str]], list[Related]]] = []


def find_by(finder: Callable[[list[str], Sequence[str]], list[Related]]) -> None:
    """Offer to find texts: ``finder(paths, languages)``, the best language first, gives those that everybody may
    read, in the order asked."""
    _finders.append(finder)


def related_texts(paths: list[str], language: str, read: Iterable[str] = ()) -> list[Related]:
    """The texts at these paths ("services/apostille/"), in the language they will be read in."""
    order = reading_order(language, read)
    return [found for finder in _finders for found in finder(paths, order)] if paths else []


def search_by(searcher: Callable[[str, Sequence[str], int], list[Related]]) -> None:
    """Offer to look for texts: ``searcher(words, languages, limit)`` gives those about the words, the nearest first."""
    _searchers.append(searcher)


def texts_about(words: str, language: str, read: Iterable[str] = (), *, limit: int = 4) -> list[Related]:
    """Public texts about what somebody wrote, the nearest first."""
    order = reading_order(language, read)
    return [found for searcher in _searchers for found in searcher(words, order, limit)][:limit] if words else []
