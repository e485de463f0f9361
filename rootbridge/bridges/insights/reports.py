"""An indicator over a period and a scope, with its small cells hidden: what pages, sheets and reports show."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rootbridge.base.core.figures import Figure, Indicator, Period, Scope, indicators
from rootbridge.base.design.formats import days, number, percent

from .grouping import folded, readable
from .suppression import hidden_cells, rows_that_give_away

TIMES = (gettext_lazy("days"),)
SHARES = (gettext_lazy("of a hundred"),)
WIDE = 4  # columns from which on a table takes the whole width


@dataclass(frozen=True)
class Report:
    """``value``: a number, None when hidden; ``rows``, ``columns``: names; ``cells``: {(row, column): number or None};
    ``totals``: {row: number or None}; ``has_hidden``: is anything hidden; ``counts_people``: is a value the number of
    people itself, so that a hidden one is "fewer than ten" and not "too few to say"?"""

    indicator: Indicator
    value: float | None = None
    rows: list[str] = field(default_factory=list)
    columns: list[str] = field(default_factory=list)
    cells: dict = field(default_factory=dict)
    totals: dict = field(default_factory=dict)
    counts_people: bool = False

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
        """Rows of a table with one column, as pairs."""
        return [(row, self.cells[row, self.columns[0]]) for row in self.rows]


def report_of(indicator: Indicator, period: Period, scope: Scope) -> Report:
    """Compute an indicator and hide what is small."""
    return hide_small(indicator, indicator.compute(period, scope))


def reports(period: Period, scope: Scope) -> list[Report]:
    """Every indicator of the parts that are on."""
    return [report_of(indicator, period, scope) for indicator in indicators]


def hide_small(indicator: Indicator, figure: Figure) -> Report:
    limit = settings.ROOTBRIDGE_SMALL_CELL
    if not figure.cells:
        is_small = figure.people is not None and figure.people < limit
        counts = figure.people is not None and figure.value == figure.people
        return Report(indicator, value=None if is_small else figure.value, counts_people=counts)
    counts = all(cell.value == cell.people for cell in figure.cells)
    if len({cell.column for cell in figure.cells}) > 1:
        return _grid(indicator, figure, limit, counts)
    return _list(indicator, figure, limit, counts)


def _list(indicator, figure, limit, counts) -> Report:
    """Bars: no total stands beside them, so only the small ones are hidden."""
    column, sizes = figure.cells[0].column, defaultdict(int)
    for cell in figure.cells:
        sizes[cell.row] += cell.people
    small, other = _gathered(sizes, limit), str(indicator.rest[0] or _("Others"))
    values, people = defaultdict(float), defaultdict(int)
    for cell in sorted(figure.cells, key=lambda cell: cell.row in small):
        row = other if cell.row in small else cell.row
        values[row, column] += cell.value
        people[row, column] += cell.people
    cells = {cell: values[cell] if people[cell] >= limit else None for cell in people}
    return Report(indicator, rows=[cell[0] for cell in cells], columns=[column], cells=cells, counts_people=counts)


def _grid(indicator, figure, limit, counts) -> Report:
    """A table: what is small is put together, then hidden with a few more, as totals stand beside it."""
    values, people = defaultdict(float), defaultdict(int)
    for cell in figure.cells:
        values[cell.row, cell.column] += cell.value
        people[cell.row, cell.column] += cell.people
    names = readable(people, limit)
    if not names[0]:
        return Report(indicator, counts_people=counts)
    rest = tuple(str(word or _("Others")) for word in indicator.rest)
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


def _gathered(sizes, limit) -> set[str]:
    """The rows of a list to put together: the small ones, and the next until the limit is reached, so that a total
    said elsewhere gives none of them away. None where even all together stay below it."""
    gathered, total = [], 0
    for row in sorted(sizes, key=sizes.get):  # equals as they stand: names differ between languages
        if sizes[row] >= limit and (total >= limit or not gathered):
            break
        gathered.append(row)
        total += sizes[row]
    return set(gathered) if total >= limit and len(gathered) < len(sizes) else set()
