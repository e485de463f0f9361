"""Finding, for the rooms around: what the engine answers, in the order that fits this reader."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from rootbridge.base.core.bearings import Bearings
from rootbridge.base.core.findable import search_sources
from rootbridge.shared.translation.related import Related

from .engine import Answer, Asked, Choice, Hit, engine
from .models import Entry
from .query import Query
from .synonyms import Synonyms, synonyms

NOWHERE, NO_CHOICE = Bearings(), Choice()
SUGGESTED = 6


def find(
    query: Query,
    *,
    language: str,
    read: Iterable[str] = (),
    bearings: Bearings = NOWHERE,
    choice: Choice = NO_CHOICE,
    is_member: bool = False,
    known: Synonyms | None = None,
) -> Answer:
    """What is found for a query, best first; parts that sleep are not looked into. At most three database queries.
    ``known``: the synonyms to go by, those of the platform where none are given."""
    known = synonyms() if known is None else known
    found = engine().find(Asked(query, _kinds(), language, tuple(read), known, choice, is_member))
    return replace(found, hits=_ranked(found.hits, bearings))


def suggest(query: Query, *, language: str, read: Iterable[str] = (), is_member: bool = False) -> list[Hit]:
    """Titles that somebody who has typed this far may be after. At most two queries."""
    asked = Asked(query, _kinds(), language, tuple(read), synonyms(), is_member=is_member, most=SUGGESTED)
    return engine().suggest(asked)


def _kinds() -> tuple[str, ...]:
    return tuple(source.key for source in search_sources)


def at_paths(paths: list[str], languages: Sequence[str]) -> list[Related]:
    """The texts at these paths, those of sleeping parts left out, each in the language it will be read in."""
    entries = Entry.objects.filter(path__in=paths, kind__in=_kinds(), for_members=False)
    texts: dict[str, dict[str, str]] = {}
    for path, code, title in entries.order_by("object_id").values_list("path", "language", "title"):
        texts.setdefault(path, {})[code] = title
    return [_best(path, texts[path], languages) for path in paths if path in texts]


def _best(path: str, titles: dict[str, str], languages: Sequence[str]) -> Related:
    code = next(code for code in (*languages, *titles) if code in titles)
    return Related(titles[code], path, code)


def _ranked(hits: list[Hit], bearings: Bearings) -> list[Hit]:
    """The reader's own country and home first among what fits alike."""

    def weight(hit: Hit) -> float:
        points = hit.score
        if bearings.living and bearings.living in hit.residence:
            points += 0.5
        elif bearings.living and hit.residence:
            points -= 0.25
        if bearings.home and bearings.home in hit.place_path.split("/"):
            points += 0.15
        return points

    return sorted(hits, key=lambda hit: (-weight(hit), hit.title))
