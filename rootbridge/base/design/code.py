"""The square that a telephone reads and follows."""

import io
from functools import lru_cache

import segno
from markupsafe import Markup


@lru_cache(maxsize=256)
def code_svg(address: str, *, border: int = 4) -> str:
    """A QR code as SVG of its own, black on white."""
    drawn = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        drawn, kind="svg", xmldecl=False, border=border, dark="#000", light="#fff"
    )
    return drawn.getvalue().decode()


@lru_cache(maxsize=1024)
def code_path(address: str) -> tuple[int, str]:
    """(dots a side, SVG path of the dark dots) for a code inside a page; a quiet edge is the page's to leave."""
    rows = list(segno.make(address, error="l", micro=False).matrix)
    path = []
    for y, row in enumerate(rows):
        x = 0
        while x < len(row):
            start = x
            while x < len(row) and row[x]:
                x += 1
            if x > start:
                path.append(f"M{start} {y}h{x - start}v1H{start}z")
            x += 1
    return len(rows), "".join(path)


def qr_code(address: str, label: str) -> Markup:
    """The code inside a page, for paper: ``label`` says where it leads."""
    side, path = code_path(address)
    return Markup('<svg class="code" viewBox="0 0 {0} {0}" role="img" aria-label="{1}"><path d="{2}"/></svg>').format(
        side, label, path
    )
