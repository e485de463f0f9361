"""An indicator over a time and a scope, with its small cells hidden: what pages, sheets and reports show."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rootbridge.base.core.figures import Figure, Indicator, Period, Scope, indicators
from rootbridge.base.core.grouping import folded, gathered, readable
from rootbridge.base.core.shares import hidden_rows, readable_parts
from rootbridge.base.core.suppression import hidden_cells, rows_that_give_away
from rootbridge.base.design.formats import days, number, percent

from .spans import NEWEST, Span, spans
from .summary import summary_of

TIMES = (gettext_lazy("days"),)
SHARES = (gettext_lazy("of a hundred"),)
WIDE = 4  # columns from which on a table takes the whole width
# What the front page says of everything to everybody, and what adds up to it.
PUBLIC = ("opportunities.answered", "opportunities.first_reply", "opportunities.hours", "opportunities.open")
SAID = (*PUBLIC, "opportunities.hours_by_gender", "opportunities.hours_by_age")


@dataclass(frozen=True)
class Asked:
    """What a reader asked for: a time, ``widest``: all they may see, and one of the ``parts`` of it that are offered to
    them, {key: scope}, or all (``chosen`` empty). The parts lie side by side: all places, or all countries."""

    span: Span
    widest: Scope
    parts: dict[str, Scope] = field(default_factory=dict)
    chosen: str = ""

    @property
    def period(self) -> Period:
        """What the numbers at the top are of."""
        return self.span.settled if self.chosen else self.span.whole

    def tells(self, indicator: Indicator) -> bool:
        return not (indicator.is_whole and self.chosen) and not (indicator.is_now and self.span.key != NEWEST)


@dataclass(frozen=True)
class Report:
    """``value``: a number, None when hidden; ``rows``, ``columns``: names; ``cells``: {(row, column): number or None};
    ``totals``: {row: number or None}; ``has_hidden``: is anything hidden; ``counts_people``: is a value the number of
    people itself, so that a hidden one is "fewer than ten" and not "too few to say"; ``is_part``: of something larger
    that is told too, so that a large one may be hidden for the sake of a small one."""

    indicator: Indicator
    value: float | None = None
    rows: list[str] = field(default_factory=list)
    columns: list[str] = field(default_factory=list)
    cells: dict = field(default_factory=dict)
    totals: dict = field(default_factory=dict)
    counts_people: bool = False
    is_part: bool = False

    @property
    def key(self) -> str:
        return self.indicator.key

    @property
    def title(self) -> str:
        title = str(self.indicator.title)
        return title[:1].upper() + title[1:]

    @property
    def is_number(self) -> bool:
        return self.indicator.shape == "number" and not self.rows

    @property
    def is_summary(self) -> bool:
        return self.indicator.shape == "summary"

    @property
    def is_wide(self) -> bool:
        return len(self.columns) > WIDE

    @property
    def says_something(self) -> bool:
        """Can anything in it be read?"""
        return any(value is not None for value in self.cells.values())

    @property
    def has_hidden(self) -> bool:
        return self.value is None and not self.rows or any(value is None for value in self.cells.values())

    @property
    def shown(self) -> str:
        """The number in the reader's way of writing, with its unit where it is a length of time or a share."""
        if self.value is None:
            return ""
        if self.indicator.unit in SHARES:
            return percent(self.value / 100)
        return days(self.value) if self.indicator.unit in TIMES else number(self.value)

    @property
    def bars(self) -> list[tuple[str, float | None]]:
        """Rows of a table with their first column, as pairs."""
        return [(row, self.cells[row, self.columns[0]]) for row in self.rows]


def reports(asked: Asked) -> list[Report]:
    """Every indicator of the parts that are on."""
    return [report_of(indicator, asked) for indicator in indicators if asked.tells(indicator)]


def report_of(indicator: Indicator, asked: Asked) -> Report:
    """Compute an indicator and hide what is small."""
    if asked.chosen:
        found = _of_part(indicator, asked)
    else:
        found = hide_small(indicator, indicator.compute(_period(indicator, asked), asked.widest))
    return Report(indicator, is_part=True) if _gives_others_away(indicator, asked) else found


def _period(indicator, asked) -> Period:
    """Up to today only for sums of all that a reader may see: they tell nobody apart."""
    is_sum = indicator.shape == "number" and not asked.chosen
    return asked.span.whole if is_sum else asked.span.settled


def _gives_others_away(indicator, asked) -> bool:
    """Is so little outside a reader's own scope that the sum on the front page would tell it?"""
    if indicator.key not in SAID or asked.widest == Scope():
        return False
    period = _period(indicator, asked)
    everything, own = (indicator.compute(period, scope) for scope in (Scope(), asked.widest))
    if indicator.shape == "number" and everything.people is None:
        return False
    return not readable_parts(_size(everything), {"own": _size(own)}, settings.ROOTBRIDGE_SMALL_CELL)


def public_reports(today) -> list[Report]:
    """What everybody may read, without an account."""
    asked = Asked(spans(today)[NEWEST], Scope())
    return [report_of(indicators.get(key), asked) for key in PUBLIC if key in indicators]


def _of_part(indicator: Indicator, asked: Asked) -> Report:
    settled = asked.span.settled
    whole = indicator.compute(settled, asked.widest)
    if indicator.shape == "number" and whole.people is None:  # no persons stand behind it
        return hide_small(indicator, indicator.compute(asked.span.whole, asked.parts[asked.chosen]))
    parts = {key: indicator.compute(settled, scope) for key, scope in asked.parts.items()}
    return narrowed(indicator, whole, parts, asked.chosen)


def narrowed(indicator: Indicator, whole: Figure, parts: dict[str, Figure], chosen: str) -> Report:
    """One part of a whole; neither it nor the others nor what is left may be worked out where they are small."""
    limit = settings.ROOTBRIDGE_SMALL_CELL
    shown = readable_parts(_size(whole), {key: _size(part) for key, part in parts.items()}, limit)
    if not whole.cells:  # one number, or a list of nobody
        return Report(indicator, value=parts[chosen].value if chosen in shown else None, is_part=True)
    names = _row_names(indicator, whole, limit)
    if not names or chosen not in shown:
        return Report(indicator, is_part=True)
    rows = {key: _rows(parts[key], names) for key in sorted(shown, key=list(parts).index)}
    hidden, column = hidden_rows(_rows(whole, names), rows, limit), whole.cells[0].column
    cells = {
        (row, column): None if (row, chosen) in hidden else value for row, (_people, value) in rows[chosen].items()
    }
    return Report(indicator, rows=[cell[0] for cell in cells], columns=[column], cells=cells, is_part=True)


def hide_small(indicator: Indicator, figure: Figure) -> Report:
    limit = settings.ROOTBRIDGE_SMALL_CELL
    if figure.measures:
        rows, cells = summary_of(figure, limit, str(indicator.rest[0] or _("The rest together")))
        return Report(indicator, rows=rows, columns=[str(one.title) for one in figure.measures], cells=cells)
    if not figure.cells:
        is_small = figure.people is not None and figure.people < limit
        counts = figure.people is not None and figure.value == figure.people
        return Report(indicator, value=None if is_small else figure.value, counts_people=counts)
    counts = all(cell.value == cell.people for cell in figure.cells)
    if len({cell.column for cell in figure.cells}) > 1:
        return _grid(indicator, figure, limit, counts)
    return _list(indicator, figure, limit, counts)


def _list(indicator, figure, limit, counts) -> Report:
    """Bars: their total may be said elsewhere, so what is small stands with the next. Where that takes all rows, not
    even their names are told."""
    names = _row_names(indicator, figure, limit)
    if not names:
        return Report(indicator)
    column, rows = figure.cells[0].column, _rows(figure, names)
    cells = {(row, column): value for row, (_people, value) in rows.items()}
    return Report(indicator, rows=list(rows), columns=[column], cells=cells, counts_people=counts)


def _row_names(indicator, figure, limit) -> dict[str, str]:
    """{row: the name it is shown under}, what is put together last. Empty where all must be hidden."""
    sizes = defaultdict(int)
    for cell in figure.cells:
        sizes[cell.row] += cell.people
    small, other = gathered(sizes, limit), str(indicator.rest[0] or _("The rest together"))
    if len(small) == len(sizes):
        return {}
    return {row: row for row in sizes if row not in small} | {row: other for row in sizes if row in small}


def _rows(figure, names) -> dict[str, tuple[float, float]]:
    """{name: (people, value)} of the rows of a list, in the order of the names."""
    found = dict.fromkeys(names.values(), (0, 0))
    for cell in (cell for cell in figure.cells if cell.row in names):
        people, value = found[names[cell.row]]
        found[names[cell.row]] = people + cell.people, value + cell.value
    return found


def _size(figure: Figure) -> tuple[float, float]:
    """(people, value) of all of a figure."""
    if not figure.cells:
        return figure.people or 0, figure.value or 0
    return sum(cell.people for cell in figure.cells), sum(cell.value for cell in figure.cells)


def _grid(indicator, figure, limit, counts) -> Report:
    """A table: what is small is put together, then hidden with a few more, as totals stand beside it."""
    values, people = defaultdict(float), defaultdict(int)
    for cell in figure.cells:
        values[cell.row, cell.column] += cell.value
        people[cell.row, cell.column] += cell.people
    names = readable(people, limit)
    if not names[0]:
        return Report(indicator, counts_people=counts)
    rest = tuple(str(word or _("The rest together")) for word in indicator.rest)
    shown, people = folded(values, names, rest), folded(people, names, rest)
    hidden = hidden_cells(people, limit)
    closed, (rows, columns) = rows_that_give_away(hidden), (_named(people, side, names[side]) for side in (0, 1))
    cells = {cell: None if cell in hidden else shown[cell] for cell in people}
    totals = {row: None if row in closed else sum(shown[row, column] for column in columns) for row in rows}
    return Report(indicator, rows=rows, columns=columns, cells=cells, totals=totals, counts_people=counts)


def _named(table, side, names) -> list[str]:
    """The rows or columns in the order of their names, the rest last."""
    rest = dict.fromkeys(cell[side] for cell in table if cell[side] not in names)
    return [*names, *rest]
