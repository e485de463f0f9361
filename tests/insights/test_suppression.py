"""Hidden cells stay hidden: against an exact audit by linear algebra over the totals."""

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from rootbridge.base.core.figures import Cell, Figure, Indicator
from rootbridge.base.core.grouping import MOST_HIDDEN, folded, readable
from rootbridge.base.core.suppression import hidden_cells
from rootbridge.bridges.insights.reports import hide_small

LIMIT = 10


def solvable(hidden, rows, columns):
    """The hidden cells that the sums of rows and columns determine: by elimination over fractions."""
    cells = sorted(hidden)
    place = {cell: number for number, cell in enumerate(cells)}
    equations = []
    for side, names in ((0, rows), (1, columns)):
        for name in names:
            line = [Fraction(0)] * len(cells)
            for cell in cells:
                if cell[side] == name:
                    line[place[cell]] = Fraction(1)
            if any(line):
                equations.append(line)
    pivots = []
    for column in range(len(cells)):
        pivot = next((row for row in range(len(pivots), len(equations)) if equations[row][column]), None)
        if pivot is None:
            continue
        at = len(pivots)
        equations[at], equations[pivot] = equations[pivot], equations[at]
        head = equations[at][column]
        equations[at] = [value / head for value in equations[at]]
        for row, line in enumerate(equations):
            if row != at and line[column]:
                factor = line[column]
                equations[row] = [value - factor * mine for value, mine in zip(line, equations[at], strict=True)]
        pivots.append(column)
    return {cells[column] for at, column in enumerate(pivots) if sum(map(bool, equations[at])) == 1}


tables = st.integers(2, 5).flatmap(
    lambda height: st.integers(2, 5).flatmap(
        lambda width: st.lists(
            st.lists(st.integers(0, 40), min_size=width, max_size=width), min_size=height, max_size=height
        )
    )
)


@given(tables)
@settings(max_examples=200, deadline=None)
def test_no_hidden_cell_follows_from_the_totals(table):
    people = {(f"r{i}", f"c{j}"): value for i, line in enumerate(table) for j, value in enumerate(line)}
    rows, columns = {cell[0] for cell in people}, {cell[1] for cell in people}
    hidden = hidden_cells(people, LIMIT)
    assert {cell for cell, count in people.items() if count < LIMIT} <= hidden
    leaks = solvable(hidden, rows, columns)
    everything = set(people)
    assert not leaks or hidden == everything or _nothing_left_beside(leaks, people, hidden)


def _nothing_left_beside(leaks, people, hidden):
    """A leak may stay only where every cell of its row and column is hidden already."""
    return all(all(other in hidden for other in people if other[0] == cell[0] or other[1] == cell[1]) for cell in leaks)


@given(tables)
@settings(max_examples=200, deadline=None)
def test_no_hidden_cell_follows_where_small_lines_stand_together(table):
    """What is shown of a grouped table: no cell, line or rest of fewer than ten people, and nothing to solve."""
    people = {(f"r{i}", f"c{j}"): value for i, line in enumerate(table) for j, value in enumerate(line)}
    names = readable(people, LIMIT)
    if not names[0]:
        return
    grouped = folded(people, names, ("rest", "rest"))
    rows, columns = {cell[0] for cell in grouped}, {cell[1] for cell in grouped}
    hidden = hidden_cells(grouped, LIMIT)
    assert sum(grouped.values()) == sum(people.values())
    assert all(count >= LIMIT for cell, count in grouped.items() if cell not in hidden)
    assert all(not 0 < sum(grouped[row, column] for column in columns) < LIMIT for row in rows)
    assert all(not 0 < sum(grouped[row, column] for row in rows) < LIMIT for column in columns)
    assert len(hidden) <= MOST_HIDDEN * len(grouped)
    assert not solvable(hidden, rows, columns)


@given(tables)
@settings(max_examples=100, deadline=None)
def test_it_hides_the_same_in_every_language(table):
    """Names differ between languages and sort differently; what is hidden and put together may not."""

    def patterns(name, rest):
        cells = [Cell(name(f"r{i}"), name(f"c{j}"), value, value)
                 for i, line in enumerate(table) for j, value in enumerate(line)]  # fmt: skip
        lines = [Cell(name(f"r{i}"), "all", sum(line), sum(line)) for i, line in enumerate(table)]
        shape = Indicator("ties", "Ties", "people", None, shape="table", rest=(rest, rest))
        return [list(hide_small(shape, Figure(cells=found)).cells.values()) for found in (cells, lines)]

    assert patterns(str, "zz") == patterns(lambda name: name[0] + str(9 - int(name[1])), "aa")


@given(tables)
@settings(max_examples=50, deadline=None)
def test_whatever_is_shown_of_a_table_is_the_truth_of_ten_people(table):
    """The report itself, by both ways: as a grid, and with its totals."""
    cells = [Cell(f"r{i}", f"c{j}", value, value) for i, line in enumerate(table) for j, value in enumerate(line)]
    found = hide_small(Indicator("ties", "Ties", "people", None, shape="table"), Figure(cells=cells))
    assert all(value is None or value >= LIMIT for value in found.cells.values())
    assert all(total is None or total >= LIMIT or total == 0 for total in found.totals.values())


def test_hides_a_second_cell_where_one_alone_could_be_worked_out():
    people = {("Orhei", "Italy"): 412, ("Orhei", "Norway"): 4, ("Soroca", "Italy"): 287, ("Soroca", "Norway"): 30}
    assert hidden_cells(people, LIMIT) == set(people)


def test_shows_everything_where_nothing_is_small():
    people = {("Orhei", "Italy"): 412, ("Orhei", "Norway"): 40, ("Soroca", "Italy"): 287, ("Soroca", "Norway"): 30}
    assert hidden_cells(people, LIMIT) == set()
