"""The woven pattern of a pack: two bitmaps of 16 x 9 threads drawn as masks, tinted by tokens; and the emblem."""

import io
from collections.abc import Sequence
from urllib.parse import quote

from PIL import Image, ImageDraw

WIDTH, HEIGHT = 16, 9
EMBLEM_SIDE = 8
BRIDGE = (
    "eeeeehhh",
    "eeeehhhh",
    "eeehhhhh",
    "eee..hhh",
    "ee....hh",
    "ee....hh",
    "ee....hh",
    "ee....hh",
)


def runs(rows: Sequence[str], mark: str) -> str:
    """An SVG path that fills each run of `mark` in the rows, one thread a unit."""
    path = []
    for y, row in enumerate(rows):
        x = 0
        while x < len(row):
            start = x
            while x < len(row) and row[x] == mark:
                x += 1
            if x > start:
                path.append(f"M{start} {y}h{x - start}v1h-{x - start}z")
            x += 1
    return "".join(path)


def mask(rows: Sequence[str]) -> str:
    """A bitmap of "#" and "." as a CSS url() to mask with."""
    if len(rows) != HEIGHT or any(len(row) != WIDTH for row in rows):
        raise ValueError(f"a weave has {HEIGHT} rows of {WIDTH} threads")
    drawing = (
        f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {WIDTH} {HEIGHT}' shape-rendering='crispEdges'>"
        f"<path d='{runs(rows, '#')}'/></svg>"
    )
    address = quote(drawing, safe=" =/:'")
    return f'url("data:image/svg+xml,{address}")'


def stylesheet(first: Sequence[str], second: Sequence[str], *, scope: str = ":root") -> str:
    """The two masks as tokens."""
    return f"@layer tokens{{{scope}{{--weave-a:{mask(first)};--weave-b:{mask(second)}}}}}"


def emblem(rows: Sequence[str] = BRIDGE) -> str:
    """The emblem as inline SVG; its colours come from tokens, it mirrors with the page."""
    return (
        f'<svg class="emblem" viewBox="0 0 {EMBLEM_SIDE} {EMBLEM_SIDE}" aria-hidden="true">'
        f'<path class="of-here" d="{runs(rows, "e")}"/><path class="of-home" d="{runs(rows, "h")}"/></svg>'
    )


def favicon(rows: Sequence[str], *, here: str, home: str, home_dark: str) -> str:
    """The emblem as a file of its own; colours as #rrggbb."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {EMBLEM_SIDE} {EMBLEM_SIDE}" '
        f'shape-rendering="crispEdges"><style>@media(prefers-color-scheme:dark){{.h{{fill:{home_dark}}}}}</style>'
        f'<path fill="{here}" d="{runs(rows, "e")}"/><path class="h" fill="{home}" d="{runs(rows, "h")}"/></svg>'
    )


def icon(rows: Sequence[str], colours: dict[str, str], side: int) -> bytes:
    """The emblem as PNG on white; a fifth of the side is free on each edge, so that a round mask cuts nothing."""
    drawn = Image.new("RGB", (side, side), "white")
    pen, unit = ImageDraw.Draw(drawn), side * 3 // 5 // EMBLEM_SIDE
    edge = (side - unit * EMBLEM_SIDE) // 2
    for y, row in enumerate(rows):
        for x, mark in enumerate(row):
            if mark in colours:
                left, top = edge + x * unit, edge + y * unit
                pen.rectangle((left, top, left + unit - 1, top + unit - 1), fill=colours[mark])
    out = io.BytesIO()
    drawn.save(out, "PNG", optimize=True)
    return out.getvalue()
