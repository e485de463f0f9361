"""An indicator over a period and a scope, with its small cells hidden: what pages, sheets and reports show."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rootbridge.base.core.figures import Figure, Indicator, Period, Scope, indicators
from rootbridge.base.design.formats import number

from .suppression import hidden_cells, rows_that_give_away

TIMES = (gettext_lazy("days"),)


@dataclass(frozen=True)
class Report:
    """``value``: a number, None when hidden; ``rows``, ``columns``: names; ``cells``: {(row, column): number or None};
    ``totals``: {row: number or None}; ``has_hidden``: is anything hidden."""

    indicator: Indicator
    value: float | None = None
    rows: list[str] = field(default_factory=list)
    columns: list[str] = field(default_factory=list)
    cells: dict = field(default_factory=dict)
    totals: dict = field(default_factory=dict)

    @property
    def key(self) -> str:
        return self.indicator.key

    @property
    def is_table(self) -> bool:
        return bool(self.rows)

    @property
    def has_hidden(self) -> bool:
        return self.value is None and not self.rows or any(value is None for value in self.cells.values())

    @property
    def shown(self) -> str:
        """The number in the reader's way of writing, with its unit where it is a length of time."""
        if self.value is None:
            return _("< 10")
        words = number(self.value)
        return f"{words} {self.indicator.unit}" if self.indicator.unit in TIMES else words

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
        return Report(indicator, value=None if is_small else figure.value)
    values, people = _tables(figure, limit)
    rows, columns = list(dict.fromkeys(cell[0] for cell in people)), list(dict.fromkeys(cell[1] for cell in people))
    if len(columns) > 1:
        rows, columns = sorted(rows, key=_by_size(people, 0)), sorted(columns, key=_by_size(people, 1))
    full = {(row, column): people.get((row, column), 0) for row in rows for column in columns}
    hidden = hidden_cells(full, limit) if len(columns) > 1 else _hidden_in_list(full, limit)
    cells = {cell: None if cell in hidden else values.get(cell, 0) for cell in full}
    closed = rows_that_give_away(hidden) if len(columns) > 1 else set()
    totals = {row: None if row in closed else sum(values.get((row, column), 0) for column in columns) for row in rows}
    return Report(indicator, rows=rows, columns=columns, cells=cells, totals=totals)


def _hidden_in_list(people, limit):
    """A list of bars has no total beside it, so only the small ones are hidden."""
    return {cell for cell, count in people.items() if count < limit}


def _tables(figure, limit):
    """{cell: value} and {cell: people}, rows and columns that are small as a whole put together as one."""
    values, people = defaultdict(float), defaultdict(int)
    rows, columns = _sizes(figure, "row"), _sizes(figure, "column")
    is_grid = len(columns) > 1
    small_rows = {row for row in rows if rows[row] < limit} if is_grid else _gathered(rows, limit)
    small_columns = {column for column in columns if is_grid and columns[column] < limit}
    other = _("Others")
    for cell in sorted(figure.cells, key=lambda cell: cell.row in small_rows):
        row = other if cell.row in small_rows else cell.row
        column = other if cell.column in small_columns else cell.column
        values[row, column] += cell.value
        people[row, column] += cell.people
    return values, people


def _gathered(sizes, limit) -> set[str]:
    """The rows of a list to put together: the small ones, and the next until the limit is reached, so that a total
    said elsewhere gives none of them away. None where even all together stay below it."""
    gathered, total = [], 0
    for row in sorted(sizes, key=lambda row: (sizes[row], row)):
        if sizes[row] >= limit and (total >= limit or not gathered):
            break
        gathered.append(row)
        total += sizes[row]
    return set(gathered) if total >= limit and len(gathered) < len(sizes) else set()


def _sizes(figure, side):
    sizes = defaultdict(int)
    for cell in figure.cells:
        sizes[getattr(cell, side)] += cell.people
    return sizes


def _by_size(people, side):
    sizes = defaultdict(int)
    for cell, count in people.items():
        sizes[cell[side]] += count
    other = _("Others")
    return lambda name: (name == other, -sizes[name], name)
