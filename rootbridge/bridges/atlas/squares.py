"""Places as squares of a drawing: each about where it lies, none on top of another, all of one size, so that the
smallest region can be pressed with a thumb. Nothing finer than a region or a country is drawn."""

from collections.abc import Iterable
from math import cos, radians
from typing import NamedTuple

from rootbridge.base.design import tiles

COLUMNS, MOST_ROWS = 7, 14


class Square(NamedTuple):
    """``column``, ``row`` from 0; ``value``: how many; ``shade`` 0 (none) to 4 (the most)."""

    code: str
    column: int
    row: int
    value: int
    shade: int


class Drawing(NamedTuple):
    """Squares with the number of columns and rows that they take."""

    squares: list[Square]
    columns: int
    rows: int


def of_countries(values: dict[str, int]) -> Drawing:
    """Countries on the map of the world; those without anything are left out."""
    told = {code: number for code, number in values.items() if number}
    top = max(told.values(), default=0)
    placed = [(place.code, place.column - 1, place.row - 1) for place in tiles.places(told)]
    return _drawn(placed, told, top)


def of_regions(regions: Iterable, values: dict[str, int]) -> Drawing:
    """Regions by their coordinates, also those where there is nothing yet; a region without coordinates is left out
    (the list beside the drawing has it)."""
    points = {one.code: (float(one.longitude), float(one.latitude)) for one in regions if one.latitude is not None}
    return _drawn(_spread(points), values, max(values.values(), default=0))


def _drawn(placed, values, top) -> Drawing:
    squares = [
        Square(code, column, row, values.get(code, 0), tiles.shade(values.get(code) or None, top))
        for code, column, row in sorted(placed, key=lambda one: (one[2], one[1]))
    ]
    columns = 1 + max((one.column for one in squares), default=0)
    return Drawing(squares, columns, 1 + max((one.row for one in squares), default=0))


def _spread(points: dict[str, tuple[float, float]]) -> list[tuple[str, int, int]]:
    """Each point in the free cell nearest to where it lies, those in the thick of it first."""
    if not points:
        return []
    west, east = min(x for x, _y in points.values()), max(x for x, _y in points.values())
    south, north = min(y for _x, y in points.values()), max(y for _x, y in points.values())
    narrow = cos(radians((north + south) / 2))
    columns = min(COLUMNS, len(points))
    step = max((east - west) * narrow / columns, (north - south) / MOST_ROWS, 0.01)
    wanted = {code: ((x - west) * narrow / step, (north - y) / step) for code, (x, y) in points.items()}
    middle = [sum(one[axis] for one in wanted.values()) / len(wanted) for axis in (0, 1)]
    cells = {(column, row) for column in range(columns) for row in range(MOST_ROWS + len(points) // columns + 1)}
    found = []
    for code in sorted(wanted, key=lambda code: (_distance(wanted[code], middle), code)):
        cell = min(cells, key=lambda cell: (_distance(cell, wanted[code]), cell))
        cells.remove(cell)
        found.append((code, *cell))
    return _without_empty(found)


def _without_empty(found: list[tuple[str, int, int]]) -> list[tuple[str, int, int]]:
    """The same with the empty rows and columns left out."""
    across = {column: number for number, column in enumerate(sorted({column for _code, column, _row in found}))}
    down = {row: number for number, row in enumerate(sorted({row for _code, _column, row in found}))}
    return [(code, across[column], down[row]) for code, column, row in found]


def _distance(one, other) -> float:
    return (one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2
