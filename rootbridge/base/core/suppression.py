"""Hiding small cells of a table so that none can be worked out from the totals.

A cell is hidden when fewer than ``limit`` people stand behind it (primary). Then more are hidden (secondary) until

1. the hidden cells of each row and each column hold at least ``limit`` people together, and
2. no hidden cell follows from the totals: seen as a graph whose corners are rows and columns and whose edges are
   the hidden cells, a cell's value is determined exactly when its edge is a bridge, so no edge may be one.

Source: D. Gusfield, "A graph theoretic approach to statistical data security", SIAM J. Comput. 17 (1988).
"""

from collections import defaultdict

Key = tuple[str, str]


def hidden_cells(people: dict[Key, int], limit: int) -> set[Key]:
    """The cells of a table that must not be shown. ``people``: {(row, column): how many persons stand behind it}.

    Every combination of row and column should be there. The totals of rows and columns are taken as shown. Of equals
    the first is taken, never by its name: two readers in two languages must not see different cells.
    """
    hidden = {cell for cell, count in people.items() if count < limit}
    while True:
        more = _too_thin(people, hidden, limit) or _determined(people, hidden)
        if not more:
            return hidden
        hidden |= more


def rows_that_give_away(hidden: set[Key]) -> set[str]:
    """Rows whose total would still give a hidden cell away, because nothing is left to hide beside it."""
    return {row for row, _column in _bridges(hidden)}


def _too_thin(people, hidden, limit) -> set[Key]:
    """The smallest shown cell of a line whose hidden cells hold too few people."""
    for side in (0, 1):
        lines = defaultdict(list)
        for cell in (cell for cell in people if cell in hidden):
            lines[cell[side]].append(cell)
        for name, cells in lines.items():
            if sum(people[cell] for cell in cells) < limit or len(cells) == 1:
                shown = [cell for cell in people if cell[side] == name and cell not in hidden]
                if shown:
                    return {min(shown, key=people.get)}
    return set()


def _determined(people, hidden) -> set[Key]:
    """One more cell to hide where a hidden one follows from the totals."""
    bridges = _bridges(hidden)
    for cell in (cell for cell in people if cell in bridges):
        beside = [other for other in people if other not in hidden and (other[0] == cell[0] or other[1] == cell[1])]
        if beside:
            return {min(beside, key=people.get)}
    return set()


def _bridges(edges: set[Key]) -> set[Key]:
    """The edges whose removal parts the graph: depth first, by lowest reachable number."""
    neighbours = defaultdict(list)
    for row, column in edges:
        neighbours["row", row].append((("column", column), (row, column)))
        neighbours["column", column].append((("row", row), (row, column)))
    number, lowest, found = {}, {}, set()
    for start in neighbours:
        if start not in number:
            _walk(start, neighbours, number, lowest, found)
    return found


def _walk(start, neighbours, number, lowest, found):
    """One tree of the depth-first search, without recursion."""
    number[start] = lowest[start] = len(number)
    stack = [(start, None, iter(neighbours[start]))]
    while stack:
        node, came_by, rest = stack[-1]
        step = next(rest, None)
        if step is None:
            stack.pop()
            if stack:
                parent = stack[-1][0]
                lowest[parent] = min(lowest[parent], lowest[node])
                if lowest[node] > number[parent]:
                    found.add(came_by)
            continue
        other, edge = step
        if edge == came_by:
            continue
        if other in number:
            lowest[node] = min(lowest[node], number[other])
        else:
            number[other] = lowest[other] = len(number)
            stack.append((other, edge, iter(neighbours[other])))
