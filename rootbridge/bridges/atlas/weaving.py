"""A country drawn as cloth: each thread of a grid belongs to the region whose towns lie nearest, so that regions have
about their own shapes and touch where they touch. It says no more than which region lies where."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from math import ceil, cos, radians, sqrt
from typing import NamedTuple

THREAD = 8  # units of the drawing
MOST_COLUMNS, MOST_ROWS = 46, 64
# Threads a point of the list of places can fill, and around the middle of a region that would be no bigger.
A_POINT, LEAST = 22, 1
BESIDE = ((0, -1), (1, 0), (0, 1), (-1, 0))
Cell = tuple[int, int]


class Shape(NamedTuple):
    """``path``: the outline, for a drawing in units; ``x``, ``y``: where its number stands; ``room``: units from side
    to side in which its name finds room there."""

    path: str
    x: float
    y: float
    room: int


class Cloth(NamedTuple):
    """Shapes by the code of their region, with the size of the drawing in units."""

    shapes: dict[str, Shape]
    width: int
    height: int


def weave(middles: dict[str, tuple[float, float]], points: Iterable[tuple[str, float, float]]) -> Cloth:
    """``middles``: {code of a region: (longitude, latitude)}; ``points``: (code of its region, longitude, latitude) of
    what is known to lie there. A region that is in neither is not drawn."""
    points = [(code, x, y) for code, x, y in points if code in middles]
    points += [(code, x, y) for code, (x, y) in middles.items()]
    if not points:
        return Cloth({}, 0, 0)
    cells, reach = _on_threads(points)
    held = _filled({cell: max(sorted(found), key=found.get) for cell, found in cells.items()}, reach)
    held = _smoothed(_smoothed(held))
    for code, middle in _middles(points, middles).items():
        _make_room(held, code, middle)
    west, north = min(x for x, _y in held), min(y for _x, y in held)
    held = {(x - west, y - north): code for (x, y), code in held.items()}
    regions = defaultdict(set)
    for cell, code in held.items():
        regions[code].add(cell)
    size = [(1 + max(cell[axis] for cell in held)) * THREAD for axis in (0, 1)]
    return Cloth({code: _shape(own) for code, own in regions.items()}, *size)


def _grid(points) -> tuple[float, float, float, float]:
    """(west, north, narrow, step): degrees of one thread, from the upper left corner."""
    longitudes, latitudes = [x for _code, x, _y in points], [y for _code, _x, y in points]
    narrow = max(cos(radians((min(latitudes) + max(latitudes)) / 2)), 0.05)
    wide = max((max(longitudes) - min(longitudes)) * narrow, 0.01)
    high = max(max(latitudes) - min(latitudes), 0.01)
    step = max(wide / MOST_COLUMNS, high / MOST_ROWS, sqrt(wide * high / (A_POINT * len(points))))
    return min(longitudes), max(latitudes), narrow, step


def _on_threads(points) -> tuple[dict[Cell, Counter], int]:
    """(how many points of which region lie on a thread, how far threads reach into the empty)."""
    west, north, narrow, step = _grid(points)
    cells: dict[Cell, Counter] = defaultdict(Counter)
    for code, x, y in points:
        cells[int((x - west) * narrow / step), int((north - y) / step)][code] += 1
    columns, rows = (1 + max(cell[axis] for cell in cells) for axis in (0, 1))
    return cells, max(2, ceil(1.5 * sqrt(columns * rows / len(cells))))


def _ring(reach: int) -> list[Cell]:
    """Steps to every thread within reach, the nearest first."""
    steps = [(x, y) for x in range(-reach, reach + 1) for y in range(-reach, reach + 1) if x * x + y * y <= reach**2]
    return sorted(steps, key=lambda step: (step[0] ** 2 + step[1] ** 2, step))


def _filled(held: dict[Cell, str], reach: int) -> dict[Cell, str]:
    """Every thread within reach goes to the nearest; then the edge is drawn in again where nothing lies."""
    near, found = _ring(reach), dict(held)
    for x, y in {(x + dx, y + dy) for x, y in held for dx, dy in near} - held.keys():
        found[x, y] = next(held[x + dx, y + dy] for dx, dy in near if (x + dx, y + dy) in held)
    back = _ring(reach - 1)
    edge = [cell for cell in found if cell not in held
            and any((cell[0] + dx, cell[1] + dy) not in found for dx, dy in back)]  # fmt: skip
    for cell in edge:
        del found[cell]
    return found


def _smoothed(held: dict[Cell, str]) -> dict[Cell, str]:
    """A thread with at most one of its own beside it goes to those around it; one that sticks out is cut off."""
    found = dict(held)
    for (x, y), code in held.items():
        around = Counter(held[x + dx, y + dy] for dx, dy in BESIDE if (x + dx, y + dy) in held)
        if around.total() <= 1:
            del found[x, y]
        elif around[code] <= 1:
            found[x, y] = max(sorted(around), key=around.get)
    return found


def _middles(points, middles) -> dict[str, Cell]:
    west, north, narrow, step = _grid(points)
    return {code: (int((x - west) * narrow / step), int((north - y) / step)) for code, (x, y) in middles.items()}


def _make_room(held: dict[Cell, str], code: str, middle: Cell) -> None:
    """A region of a few threads gets the block around its middle: large enough for a thumb and a number."""
    block = range(-LEAST, LEAST + 1)
    if sum(own == code for own in held.values()) < len(block) ** 2:
        held.update({(middle[0] + dx, middle[1] + dy): code for dx in block for dy in block})


def _shape(own: set[Cell]) -> Shape:
    x, y = max(sorted(own), key=lambda cell: _inside(own, cell))
    left, right = _run(own, (x, y), -1, 0), _run(own, (x, y), 1, 0)
    below = (x, y + 1) in own
    if below:
        left, right = min(left, _run(own, (x, y + 1), -1, 0)), min(right, _run(own, (x, y + 1), 1, 0))
    middle = (x + (right - left) / 2 + 0.5) * THREAD
    return Shape(_outline(own), middle, (y + 0.5) * THREAD, (left + right + 1) * THREAD if below else 0)


def _inside(own, cell) -> tuple[int, int]:
    """How deep a thread lies in its region, a number with a name below it being wider than high."""
    up, down = _run(own, cell, 0, -1), _run(own, cell, 0, 1)
    rows = [(_run(own, (cell[0], cell[1] + row), -1, 0), _run(own, (cell[0], cell[1] + row), 1, 0))
            for row in ((0, 1) if down else (0,))]  # fmt: skip
    narrow = min(left for left, _right in rows) + min(right for _left, right in rows)
    return min(up, 2) * 2 + min(down, 2) * 2 + min(narrow, 6), up + down + narrow


def _run(own, cell, dx, dy) -> int:
    number, (x, y) = 0, cell
    while (x + dx * (number + 1), y + dy * (number + 1)) in own:
        number += 1
    return number


def _outline(own: set[Cell]) -> str:
    """Round every part, the region at the right hand, in as few words as steps have."""
    ways: dict[Cell, list[Cell]] = defaultdict(list)
    for x, y in sorted(own):
        corners = ((x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1))
        for side, (dx, dy) in enumerate(BESIDE):
            if (x + dx, y + dy) not in own:
                ways[corners[side]].append(corners[(side + 1) % 4])
    words = []
    while ways:
        start = at = min(ways)
        turns = [start]
        while True:
            onward = ways[at].pop()
            if not ways[at]:
                del ways[at]
            at = onward
            turns.append(at)
            if at == start:
                break
        words.append(_steps(turns))
    return "".join(words)


def _steps(turns: list[Cell]) -> str:
    found, moves = [], []
    for before, after in zip(turns, turns[1:], strict=False):
        step = (after[0] - before[0], after[1] - before[1])
        if moves and (moves[-1][0] == 0) == (step[0] == 0):
            moves[-1] = (moves[-1][0] + step[0], moves[-1][1] + step[1])
        else:
            moves.append(step)
    for dx, dy in moves[:-1]:
        found.append(f"h{dx * THREAD}" if dx else f"v{dy * THREAD}")
    return f"M{turns[0][0] * THREAD} {turns[0][1] * THREAD}{''.join(found)}z"
