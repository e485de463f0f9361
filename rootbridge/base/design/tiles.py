"""Where a country stands on a map of squares: geography by rows and columns, without empty ones."""

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

MOST_COLUMNS = 8
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
    kept = [columns[column] for column in sorted(columns)]
    while len(kept) > MOST_COLUMNS and _narrow(kept):
        pass
    rows = sorted({row for column in kept for row in column})
    found = [
        Place(code, number, rows.index(row) + 1) for number, column in enumerate(kept, 1) for row, code in column.items()
    ]
    return tuple(sorted(found, key=lambda place: (place.row, place.column)))


def _narrow(kept: list[dict[int, str]]) -> bool:
    """Slide two neighbouring columns into one where no two countries meet; the emptiest pair first."""
    pairs = [
        (len(kept[place]) + len(kept[place + 1]), place)
        for place in range(len(kept) - 1)
        if not kept[place].keys() & kept[place + 1].keys()
    ]
    if not pairs:
        return False
    _count, place = min(pairs)
    kept[place] |= kept.pop(place + 1)
    return True
