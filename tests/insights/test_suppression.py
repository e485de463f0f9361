"""Hidden cells stay hidden: against an exact audit by linear algebra over the totals."""

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from rootbridge.bridges.insights.suppression import hidden_cells

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


def test_hides_a_second_cell_where_one_alone_could_be_worked_out():
    people = {("Orhei", "Italy"): 412, ("Orhei", "Norway"): 4, ("Soroca", "Italy"): 287, ("Soroca", "Norway"): 30}
    assert hidden_cells(people, LIMIT) == set(people)


def test_shows_everything_where_nothing_is_small():
    people = {("Orhei", "Italy"): 412, ("Orhei", "Norway"): 40, ("Soroca", "Italy"): 287, ("Soroca", "Norway"): 30}
    assert hidden_cells(people, LIMIT) == set()
