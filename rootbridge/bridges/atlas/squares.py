"""Countries as squares of a drawing: each about where it lies, none on another, all of one size, so that the smallest
can be pressed with a thumb."""

from typing import NamedTuple

from rootbridge.base.core.mapped import Counts
from rootbridge.base.design import tiles

SIDE = 50  # units of the drawing


class Square(NamedTuple):
    """``x``, ``y``: its upper left corner in units."""

    x: int
    y: int


class Drawing(NamedTuple):
    """Squares by the code of their country, with the size of the drawing in units."""

    squares: dict[str, Square]
    width: int
    height: int


def of_countries(counts: Counts, *also: str) -> Drawing:
    """Countries on the map of the world; those without anything are left out, but ``also`` stand there."""
    told = {code for code, number in counts.items() if number != 0}
    placed = tiles.places([*told, *also])
    squares = {place.code: Square((place.column - 1) * SIDE, (place.row - 1) * SIDE) for place in placed}
    width, height = (SIDE + max((one[axis] for one in squares.values()), default=-SIDE) for axis in (0, 1))
    return Drawing(squares, width, height)
