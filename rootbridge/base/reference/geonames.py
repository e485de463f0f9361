"""The country files of GeoNames (MD.txt and alternateNamesV2.txt, tab-separated, CC BY 4.0), read row by row.

Kept are units (ADM1 to ADM4) and populated places; what is abandoned, a part of another or historical is passed over.
"""

from collections.abc import Iterator
from pathlib import Path

from django.db import connection

from rootbridge.base.core.text import clean_line, search_key

from .bundles import BROKEN, Lines, Wrong, members_of
from .models import Place
from .place_lists import LONGEST_NAME, MOST_NAMES, Given, degrees
from .tables import batches
from .units import Unit

WIDTH, NAMES_WIDTH = 19, 8
MOST_BYTES, MOST_ROWS = 4_000_000_000, 2_000_000
UNITS = {"ADM1": Place.Kind.REGION, "ADM2": Place.Kind.REGION, "ADM3": Place.Kind.LOCALITY, "ADM4": Place.Kind.LOCALITY}
TOWNS = {"PPLC": Unit.CITY, "PPLA": Unit.TOWN}
PLACES = {"PPL", "PPLA", "PPLA2", "PPLA3", "PPLA4", "PPLA5", "PPLC", "PPLG", "PPLS"}
NOT_NAMES = {"link", "post", "iata", "icao", "faac", "wkdt", "unlc", "abbr", "fr_1793", "phon", "piny", "tcid"}
TABLE = """
    DROP TABLE IF EXISTS stage_name;
    CREATE TEMPORARY TABLE stage_name (geonames bigint, language text, name text, rank int) ON COMMIT DROP
"""


def read_geonames(path: Path, names: Path | None, report) -> Iterator[Given]:
    """The places of a country file, inside a transaction. `report.passed_over` counts the rows that are none."""
    units, numbers = set(), set()
    for _line, cells, why in _rows(path, WIDTH):
        if not why and _is_kept(cells):
            numbers.add(int(cells[0]))
            units.add(_unit_key(cells))
    _keep_names(names, numbers)
    for batch in batches(_rows(path, WIDTH), 2_000):
        kept = [row for row in batch if row[2] or _is_kept(row[1])]
        report.passed_over += len(batch) - len(kept)
        said = _names_of([int(cells[0]) for _line, cells, why in kept if not why])
        for line, cells, why in kept:
            yield Given(line, why=why) if why else _given(line, cells, units, said)


def _is_kept(cells: list[str]) -> bool:
    return cells[7] in UNITS or cells[7] in PLACES


def _unit_key(cells: list[str]) -> str:
    """ "MD.49.2" for a unit, its country and the numbers down to it; "" for a place."""
    level = int(cells[7][3]) if cells[7] in UNITS else 0
    return ".".join([cells[8], *cells[10 : 10 + level]]) if level else ""


def _given(line: int, cells: list[str], units: set[str], said: dict[int, list]) -> Given:
    number, kind = int(cells[0]), UNITS.get(cells[7], Place.Kind.LOCALITY)
    given = Given(line, official=_unit_key(cells), kind=kind, geonames=number, unit=TOWNS.get(cells[7], ""))
    above = [cells[8], *[code for code in cells[10:14] if code]]
    keys = [".".join(above[:end]) for end in range(len(above), 1, -1)]
    given.parent = next((key for key in keys if key in units and key != given.official), cells[8])
    try:
        given.latitude, given.longitude = degrees(cells[4], 90), degrees(cells[5], 180)
        given.population = min(int(cells[14] or 0), 2_000_000_000) or None
        _name(given, cells, said.get(number, []))
    except ValueError as error:
        given.why = str(error)
    return given


def _name(given: Given, cells: list[str], said: list[tuple[str, str, int]]) -> None:
    main = clean_line(cells[1])
    if not search_key(main) or len(main) > LONGEST_NAME:
        raise ValueError(f"{main[:60]!r} is no name")
    for language, name, rank in said:
        if rank == 3:
            given.former.append(name)
        elif language and language not in given.names:
            given.names[language] = name
        else:
            given.also.append(name)
    given.names.setdefault("en", main)
    given.also += [word for part in cells[3].split(",") if search_key(word := clean_line(part))]
    given.also = [word for word in dict.fromkeys(given.also) if len(word) <= LONGEST_NAME][:MOST_NAMES]
    given.former = list(dict.fromkeys(given.former))[:MOST_NAMES]


def _keep_names(path: Path | None, numbers: set[int]) -> None:
    """The alternate names of these places, into a temporary table. The best of a language comes first: rank 0 to 3."""
    with connection.cursor() as cursor:
        cursor.execute(TABLE)
        if path is None:
            return
        with cursor.copy("COPY stage_name FROM STDIN") as copy:
            for line, cells, why in _rows(path, NAMES_WIDTH):
                if why:
                    raise Wrong(path.name, why, line)
                language, name = cells[2], clean_line(cells[3])
                if not cells[1].isdigit() or int(cells[1]) not in numbers or language in NOT_NAMES:
                    continue
                preferred, short, colloquial, historic = (flag == "1" for flag in cells[4:8])
                rank = 3 if historic else 2 if colloquial else 0 if preferred and not short else 1
                if search_key(name) and len(language) <= 3 and len(name) <= LONGEST_NAME:
                    copy.write_row((int(cells[1]), language, name, rank))
        cursor.execute("CREATE INDEX ON stage_name (geonames); ANALYZE stage_name")


def _names_of(numbers: list[int]) -> dict[int, list[tuple[str, str, int]]]:
    found: dict[int, list] = {}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT geonames, language, name, rank FROM stage_name WHERE geonames = ANY(%s) "
            "ORDER BY geonames, rank, language, name", [numbers],
        )  # fmt: skip
        for number, *rest in cursor.fetchall():
            found.setdefault(number, []).append(tuple(rest))
    return found


def _rows(path: Path, width: int) -> Iterator[tuple[int, list[str], str]]:
    """(line, cells, what is wrong with the row). Raises `Wrong`."""
    members = [one for one in members_of(path, ending=".txt") if one.name != "readme.txt"]
    if len(members) != 1:
        raise Wrong(path.name, f"{len(members)} tables where one should be")
    try:
        with members[0].open() as stream:
            for line, text in enumerate(Lines(members[0], stream, lambda done: None, MOST_BYTES), 1):
                if line > MOST_ROWS and width == WIDTH:
                    raise Wrong(path.name, f"more than {MOST_ROWS:,} rows", line)
                cells = text.rstrip("\r\n").split("\t")
                yield line, cells, _fault(cells, width)
    except BROKEN as error:
        raise Wrong(path.name, f"cut short or damaged ({error})") from error


def _fault(cells: list[str], width: int) -> str:
    if len(cells) < width:
        return f"{len(cells)} columns where {width} should be: no file of GeoNames, or cut short"
    return "" if cells[0].isdigit() and cells[0].isascii() and len(cells[0]) < 13 else f"{cells[0][:40]!r} is no number"
