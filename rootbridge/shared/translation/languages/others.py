"""What upper rooms tell in several languages without being articles: stories, say. They join the table of languages."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

from django.core.paginator import Paginator
from django.utils.translation import gettext as _

from rootbridge.base.core import parts
from rootbridge.base.core.registry import Registry

from ..models import State
from ..reading import reading_order
from .matrix import LANGUAGES, MISSING, ORIGINAL, Cell

A_PAGE = 25


@dataclass(frozen=True)
class Line:
    """One thing with its words. ``language``: in which it was written; ``told``: those in which it can be read, its own
    too; ``url``: where it is looked after."""

    title: str
    language: str
    told: frozenset[str]
    place: str = ""
    url: str = ""
    slug: str = ""
    changed_on: date | None = None
    cells: list[Cell] = field(default_factory=list)


@dataclass(frozen=True)
class Other:
    """``lines(user)``: everything public of a kind that this person looks after, the newest first."""

    key: str
    title: str
    lines: Callable[[object], Iterable[Line]]
    part: str = ""
    order: int = 0


others: Registry[Other] = Registry("other things in the table of languages")


def add_other(key: str, title: str, lines: Callable, *, part: str = "", order: int = 0) -> Other:
    return others.add(key, Other(key, title, lines, part, order))


@dataclass(frozen=True)
class Shown:
    """One kind as the table shows it. ``counts``: [(language, how many can be read in it)]."""

    other: Other
    page: object
    total: int
    counts: list[tuple[str, int]]


def shown_to(user, asked: dict, number=1, *, a_page=A_PAGE) -> list[Shown]:
    """Every kind of which there is something that fits; none once a kind, topic, place or office of texts is chosen.
    ``asked``: as for the table; ``number``: of the page."""
    if any(asked.get(name) for name in ("kind", "topic", "place", "office")):
        return []
    found = []
    for other in others:
        lines = [line for line in other.lines(user) if _fits(line, asked)]
        if lines and parts.is_on(other.part):
            counts = [(code, sum(code in line.told for line in lines)) for code in LANGUAGES]
            page = Paginator(lines, a_page).get_page(number)
            for line in page:
                line.cells[:] = cells_of(line)
            found.append(Shown(other, page, len(lines), counts))
    return found


def cells_of(line: Line) -> list[Cell]:
    return [_cell(line, code) for code in LANGUAGES]


def _cell(line: Line, language: str) -> Cell:
    if language == line.language:
        return Cell(language, ORIGINAL, _("Original"))
    if language in line.told:
        return Cell(language, State.CURRENT, _("Can be read"), url=line.url)
    order = [*reading_order(language), line.language, *sorted(line.told)]
    return Cell(language, MISSING, _("Missing"), "", line.url, next((code for code in order if code in line.told), ""))


def _fits(line: Line, asked: dict) -> bool:
    state, language = asked.get("state"), asked.get("language")
    if asked.get("words") and asked["words"].lower() not in line.title.lower():
        return False
    if state == MISSING:
        return language not in line.told if language else len(line.told) < len(LANGUAGES)
    if state:
        return state == State.CURRENT and (language in line.told if language else len(line.told) > 1)
    return True
