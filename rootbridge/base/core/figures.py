"""What is counted: every part feeds indicators, and the reports only read them. Figures, never persons."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from .registry import Registry


@dataclass(frozen=True)
class Scope:
    """What is counted: a place of origin and all below (``path``), a country of residence; empty for all."""

    path: str = ""
    residence: str = ""


@dataclass(frozen=True)
class Period:
    """Both days count."""

    start: date
    end: date


@dataclass(frozen=True)
class Cell:
    """One figure of a table. ``people``: how many persons stand behind it; below the limit it is hidden."""

    row: str
    column: str
    value: float
    people: int


@dataclass(frozen=True)
class Measure:
    """A column of a summary: ``of(rows)`` is worked out anew where rows are put together; ``among(rows)``: those that
    it tells something about."""

    title: str
    of: Callable[[list], float | None]
    among: Callable[[list], list] = list


@dataclass(frozen=True)
class Figure:
    """The answer of an indicator: a single ``value`` with the ``people`` behind it, ``cells`` of a table, or a summary:
    ``groups`` {name: rows, each with its ``person``, "" for nobody known} and what is measured of each."""

    value: float | None = None
    people: int | None = None
    cells: list[Cell] = field(default_factory=list)
    groups: dict[str, list] = field(default_factory=dict)
    measures: list[Measure] = field(default_factory=list)


@dataclass(frozen=True)
class Indicator:
    """``compute(period, scope)`` returns a Figure. ``unit``: people, hours, days, needs…, a lazy word.
    ``shape``: ``number``, ``bars``, ``table``, ``summary`` or ``line``: how it is shown. ``rest``: what the small
    rows and the small columns are called once they are put together. ``is_whole``: tells places apart itself, so it is
    not told again for one place; ``is_now``: counts who is there, not what happened, so only the newest is told."""

    key: str
    title: str
    unit: str
    compute: Callable[[Period, Scope], Figure]
    shape: str = "number"
    note: str = ""
    part: str = ""
    order: int = 0
    rest: tuple[str, str] = ("", "")
    is_whole: bool = False
    is_now: bool = False


indicators: Registry[Indicator] = Registry("indicators")
