"""The map of what stands in a place, drawn here: no tiles of anybody, the same list beside it."""

from dataclasses import dataclass
from math import cos, radians

from markupsafe import Markup

from .models import Entry

WIDTH, HEIGHT, EDGE = 400.0, 290.0, 36.0
# Kilometres in one degree of latitude; the least that a map shows from side to side, in degrees.
DEGREE, LEAST = 111.2, 0.012
SCALES = (0.2, 0.5, 1, 2, 5, 10, 20, 50)
APART = 34.0


@dataclass(frozen=True)
class Point:
    """A numbered place on the drawing."""

    number: int
    entry: Entry
    x: float
    y: float


@dataclass(frozen=True)
class Chart:
    """``scale``: kilometres of the bar, ``bar``: its length in the drawing."""

    points: list[Point]
    scale: float
    bar: float
    width: float = WIDTH
    height: float = HEIGHT

    @property
    def lines(self) -> Markup:
        """The grid behind the points."""
        step, found = 50, []
        found += [f"M{x} 0V{HEIGHT:.0f}" for x in range(step, int(WIDTH), step)]
        found += [f"M0 {y}H{WIDTH:.0f}" for y in range(step, int(HEIGHT), step)]
        return Markup("".join(found))


def chart_of(entries: list[Entry]) -> Chart | None:
    """The facilities that have a position, north up; None where fewer than two have one."""
    placed = [one for one in entries if one.latitude is not None]
    if len(placed) < 2:
        return None
    north = [float(one.latitude) for one in placed]
    middle = (min(north) + max(north)) / 2
    shrink = max(cos(radians(middle)), 0.01)
    east = [float(one.longitude) * shrink for one in placed]
    wide = max(max(east) - min(east), LEAST)
    high = max(max(north) - min(north), LEAST)
    unit = min((WIDTH - 2 * EDGE) / wide, (HEIGHT - 2 * EDGE) / high)
    centre = (min(east) + max(east)) / 2
    spots = [(WIDTH / 2 + (x - centre) * unit, HEIGHT / 2 - (y - middle) * unit)
             for x, y in zip(east, north, strict=True)]  # fmt: skip
    points = [Point(entries.index(entry) + 1, entry, x, y)
              for entry, (x, y) in zip(placed, _apart(spots), strict=True)]  # fmt: skip
    kilometre = unit / DEGREE
    scale = max((one for one in SCALES if one * kilometre <= WIDTH / 3), default=SCALES[0])
    return Chart(points, scale, scale * kilometre)


def _apart(spots: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Points that lie on one another step aside, each as little as it needs."""
    found: list[tuple[float, float]] = []
    steps = [(0, 0), (1, 0), (0, 1), (-1, 0), (0, -1), (1, 1), (-1, 1), (1, -1), (-1, -1)]
    for x, y in spots:
        tries = ((x + ring * dx * APART, y + ring * dy * APART) for ring in range(1, 5) for dx, dy in steps)
        free = (one for one in tries if _is_inside(one) and _is_free(one, found))
        found.append(next(free, (x, y)))
    return [(round(x, 1), round(y, 1)) for x, y in found]


def _is_inside(spot) -> bool:
    return EDGE / 2 <= spot[0] <= WIDTH - EDGE / 2 and EDGE / 2 <= spot[1] <= HEIGHT - EDGE / 2


def _is_free(spot, taken) -> bool:
    return all((spot[0] - x) ** 2 + (spot[1] - y) ** 2 >= APART**2 * 0.9 for x, y in taken)
