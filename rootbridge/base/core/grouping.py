"""Putting the small rows and columns of a table together, so that most of what is left can be read.

The largest rows and columns keep their names, the rest of each side stands as one. Of all such tables the one is
taken that shows most cells while at most a third of it is hidden.
"""

from collections.abc import Iterator
from itertools import islice, product

from .suppression import Key, hidden_cells

MOST_HIDDEN = 1 / 3
LOOKED_AT = 12  # candidates whose second hiding is worked out
Names = tuple[list[str], list[str]]


def readable(people: dict[Key, int], limit: int) -> Names:
    """The rows and columns that keep their names, the largest first. ``people``: {(row, column): how many persons}.

    Each side, and what is put together on it, holds at least ``limit`` people, where all together do.
    """
    orders = [_by_size(people, side) for side in (0, 1)]
    choices = sorted(_choices(people, orders, limit), key=lambda choice: choice[0])
    for _score, small, *kept in islice(choices, LOOKED_AT):
        names = orders[0][: kept[0]], orders[1][: kept[1]]
        if not small or _is_readable(folded(people, names), limit):
            return names
    plain = next((choice for choice in choices if not choice[1]), None)
    return (orders[0][: plain[2]], orders[1][: plain[3]]) if plain else ([], [])


def folded(people: dict[Key, float], names: Names, others: Key = ("", "")) -> dict[Key, float]:
    """The table with everything that keeps no name put together; every combination is there."""
    rows, columns = names
    found: dict[Key, float] = {}
    for (row, column), count in people.items():
        cell = row if row in rows else others[0], column if column in columns else others[1]
        found[cell] = found.get(cell, 0) + count
    sides = [list(dict.fromkeys(cell[side] for cell in found)) for side in (0, 1)]
    return {cell: found.get(cell, 0) for cell in product(*sides)}


def gathered(sizes: dict[str, int], limit: int) -> set[str]:
    """The rows of a list to put together: the small ones, and the next until the limit is reached, so that a total
    said elsewhere gives none of them away. ``sizes``: {row: people}. All of them where nothing else is safe."""
    found, total = set(), 0
    for row in reversed(_by_count(sizes)):
        if sizes[row] >= limit and (total >= limit or not found):
            break
        found.add(row)
        total += sizes[row]
    return found


def _is_readable(table: dict[Key, int], limit: int) -> bool:
    return len(hidden_cells(table, limit)) <= MOST_HIDDEN * len(table)


def _choices(people, orders, limit) -> Iterator[tuple]:
    """(-cells that can be read, small cells, rows kept, columns kept) of each table that is one on both sides."""
    sums = _sums(people, orders)
    height, width = (len(order) for order in orders)
    for rows, columns in product(range(1, height + 1), range(1, width + 1)):
        table = _cells(sums, rows, columns)
        is_single = 1 in (height - rows, width - columns)  # a rest of one has a name
        is_flat = len(table) < min(2, height) or len(table[0]) < min(2, width)
        if is_single or is_flat or any(0 < line < limit for line in _lines(table)):
            continue
        small = sum(cell < limit for line in table for cell in line)
        size = len(table) * len(table[0])
        if small <= MOST_HIDDEN * size:
            yield small - size, small, rows, columns


def _cells(sums, rows, columns) -> list[list[int]]:
    """The first rows and columns, then the rest of each side as one, if there is a rest."""
    down = [*range(rows + 1), *([len(sums) - 1] if rows < len(sums) - 1 else [])]
    across = [*range(columns + 1), *([len(sums[0]) - 1] if columns < len(sums[0]) - 1 else [])]
    return [
        [sums[low][right] - sums[high][right] - sums[low][left] + sums[high][left]
         for left, right in zip(across, across[1:], strict=False)]
        for high, low in zip(down, down[1:], strict=False)
    ]  # fmt: skip


def _lines(table) -> Iterator[int]:
    yield from map(sum, table)
    yield from map(sum, zip(*table, strict=True))


def _sums(people, orders) -> list[list[int]]:
    """The sum of everything above and before each corner of the table."""
    rows, columns = orders
    sums = [[0] * (len(columns) + 1)]
    for row in rows:
        line, above = [0], sums[-1]
        for place, column in enumerate(columns):
            line.append(people.get((row, column), 0) + line[place] + above[place + 1] - above[place])
        sums.append(line)
    return sums


def _by_count(sizes) -> list[str]:
    """The largest first; equals as they stand, never by their names, which differ between languages."""
    return sorted(sizes, key=sizes.get, reverse=True)


def _by_size(people, side) -> list[str]:
    sizes: dict[str, int] = {}
    for cell, count in people.items():
        sizes[cell[side]] = sizes.get(cell[side], 0) + count
    return _by_count(sizes)
