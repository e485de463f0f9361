"""Numbers as drawings: lines as paths and shares as percentages, worked out on the server."""

from collections.abc import Sequence
from math import ceil, log10
from typing import NamedTuple

WIDTH, HEIGHT = 600, 200


class Line(NamedTuple):
    """One line of a chart: its path in a box of 600 x 200, its last value, and where that ends (per cent down)."""

    label: str
    path: str
    last: float
    ends_at: float


class Lines(NamedTuple):
    """`ticks` are the numbers of the scale, highest first."""

    lines: list[Line]
    ticks: list[float]


def ceiling(highest: float) -> float:
    """A round number at or above the highest value: 1, 2, 4, 5, 8 or 10 times a power of ten."""
    if highest <= 0:
        return 1
    power = 10 ** (ceil(log10(highest)) - 1)
    return next(step * power for step in (1, 1.2, 1.6, 2, 2.4, 3.2, 4, 5, 6, 8, 10) if step * power >= highest)


def lines(series: Sequence[tuple[str, Sequence[float | None]]], steps: int = 4) -> Lines:
    """Paths of several series of equal length: (label, values); None leaves a gap."""
    values = [value for _label, points in series for value in points if value is not None]
    top = ceiling(max(values, default=0))
    drawn = []
    for label, points in series:
        present = [value for value in points if value is not None]
        last = present[-1] if present else 0
        drawn.append(Line(label, _path(points, top), last, round(100 - 100 * last / top, 1)))
    ticks = [top * step / steps for step in range(steps, -1, -1)]
    return Lines(drawn, [int(tick) if tick == int(tick) else tick for tick in ticks])


def shares(values: Sequence[float | None]) -> list[float]:
    """Each value as a percentage of the greatest, for bars; None (hidden) stays 0."""
    top = max((value for value in values if value), default=0)
    return [round(100 * (value or 0) / top, 1) if top else 0 for value in values]


def _path(points: Sequence[float | None], top: float) -> str:
    step = WIDTH / max(len(points) - 1, 1)
    path, is_down = [], False
    for place, value in enumerate(points):
        if value is None:
            is_down = False
            continue
        path.append(f"{'L' if is_down else 'M'}{place * step:.0f} {HEIGHT - HEIGHT * value / top:.0f}")
        is_down = True
    return "".join(path)
