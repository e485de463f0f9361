"""Where a country stands on a map of squares: geography by rows and columns, without empty ones."""

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

MOST_COLUMNS, MOST_ROWS = 8, 6
# One square a country, north up, west at the left; ".." is sea or a country nobody needed yet.
WORLD = """
.. .. .. .. IS .. .. NO SE FI .. .. .. .. .. .. .. .. .. .. ..
CA .. .. .. .. .. .. DK .. EE LV RU .. .. .. .. .. .. .. .. ..
US .. .. .. .. IE GB NL DE PL LT BY KZ .. .. MN .. .. .. .. ..
MX .. CU BS .. .. BE LU CZ SK UA .. UZ KG .. CN KP JP .. .. ..
GT BZ JM HT DO .. FR CH AT HU RO MD GE TM TJ MO KR .. .. .. ..
SV HN PR KN AG PT ES IT SI HR RS BG AM AZ AF HK TW .. .. .. ..
NI CR LC DM .. AD MC SM BA ME XK MK TR IR PK NP BT .. .. .. ..
PA CO VC BB .. .. LI VA MT AL GR CY SY IQ IN BD MM VN PH .. ..
EC VE TT GD EH MA DZ TN LY EG .. LB IL JO LK .. TH LA .. .. ..
PE GY SR .. MR ML NE TD SD ER .. PS SA KW BH MV MY KH BN PW ..
BO BR .. CV SN BF NG CF SS ET DJ YE OM QA AE .. SG ID TL PG SB
CL PY .. GM GW GN CM CG UG KE SO SC .. .. .. .. .. .. .. VU FJ
AR UY .. SL LR CI GA CD RW TZ KM .. .. .. .. .. .. AU .. .. WS
.. .. .. .. GH TG GQ AO BI MW MU .. .. .. .. .. .. .. NZ .. TO
.. .. .. .. BJ ST NA ZM ZW MZ MG .. .. .. .. .. .. .. .. .. ..
.. .. .. .. .. .. ZA BW LS SZ .. .. .. .. .. .. .. .. .. .. ..
"""


class Place(NamedTuple):
    """A country's square: column and row counted from 1."""

    code: str
    column: int
    row: int


def _read() -> dict[str, tuple[int, int]]:
    found = {}
    for row, line in enumerate(WORLD.strip().splitlines()):
        for column, code in enumerate(line.split()):
            if code != "..":
                found[code] = (column, row)
    return found


SQUARES = _read()


def places(codes: Iterable[str]) -> list[Place]:
    """Squares for these countries, empty rows and columns left out; a country without a square is left out."""
    return list(_places(tuple(sorted(set(codes) & SQUARES.keys()))))


@lru_cache(maxsize=512)
def _places(codes: tuple[str, ...]) -> tuple[Place, ...]:
    columns: dict[int, dict[int, str]] = {}
    for code in codes:
        column, row = SQUARES[code]
        columns.setdefault(column, {})[row] = code
    across = _narrow([columns[column] for column in sorted(columns)], MOST_COLUMNS)
    rows: dict[int, dict[int, str]] = {}
    for column, countries in enumerate(across, 1):
        for row, code in countries.items():
            rows.setdefault(row, {})[column] = code
    down = _narrow([rows[row] for row in sorted(rows)], MOST_ROWS)
    return tuple(
        Place(code, column, row) for row, countries in enumerate(down, 1) for column, code in sorted(countries.items())
    )


def _narrow(lines: list[dict[int, str]], most: int) -> list[dict[int, str]]:
    """Slide neighbouring lines into one where no two countries meet, the emptiest pair first, down to `most`."""
    while len(lines) > most:
        pairs = [
            (len(lines[place]) + len(lines[place + 1]), place)
            for place in range(len(lines) - 1)
            if not lines[place].keys() & lines[place + 1].keys()
        ]
        if not pairs:
            break
        _count, place = min(pairs)
        lines[place] |= lines.pop(place + 1)
    return lines


class Tile(NamedTuple):
    """A square ready to draw; shade 0 (hidden) to 4 (the most)."""

    code: str
    column: int
    row: int
    value: int | None
    shade: int
    is_home: bool


def tiles(values: Iterable[dict], home: str = "") -> list[Tile]:
    """Squares for dicts with `code` and `value` (None where hidden), and one for home."""
    told = {one["code"]: one["value"] for one in values}
    top = max((value for code, value in told.items() if value and code != home), default=0)
    squares = places([*told, home] if home else told)
    return [
        Tile(place.code, place.column, place.row, value, shade(value, top), place.code == home)
        for place in squares
        for value in [told.get(place.code)]
    ]


def shade(value: int | None, top: int) -> int:
    """One of four shades by the share of the greatest; 0 for a hidden value."""
    if value is None or not top:
        return 0
    share = value / top
    return 4 if share >= 0.5 else 3 if share >= 0.25 else 2 if share >= 0.1 else 1
