"""Official lists of units, as offices write them: which column is which, and what each row says of a place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from pathlib import Path

from rootbridge.base.core.text import search_key

from .bundles import Wrong
from .gazetteer import keys_of
from .models import Place
from .tables import read_table
from .units import REGIONS, Unit, unit_of

OURS = re.compile(r"[A-Z]{2}(-[\w-]{1,56})?")
OFFICIAL = re.compile(r"[\w./-]{1,20}")
LONGEST_NAME, MOST_NAMES = 120, 60
NAME = {"name": "", "nume": "ro", "denumire": "ro", "denumirea": "ro", "nom": "fr", "nombre": "es", "название": "ru",
        "наименование": "ru", "اسم": "ar"}  # fmt: skip
# The headers of each column, folded; "name ro", "nume" and "nom (fr)" are found by `_language_of`.
HEADERS = {
    "code": "code|cod|codul|id|unit code|cod unitate|код|código|pcode|الرمز",
    "official": "official code|cod oficial|cuatm|cod cuatm|codul cuatm|cuatm code|siruta|insee|code insee|koatuu|"
                "официальный код|código oficial|code officiel",
    "parent": "parent|parent code|lies in|cod parinte|codul parintelui|cod superior|code parent|código superior|"
              "код родителя|родитель|superior code|raion code|cod raion",
    "kind": "kind|nivel|level",
    "unit": "unit|type|tip|tipul|statut|status|тип|статус|tipo",
    "also": "also|other spellings|other names|alias|aliases|alte denumiri|другие названия|autres noms|otros nombres",
    "former": "old names|old name|former names|former name|denumiri vechi|nume vechi|denumire veche|прежнее название|"
              "прежние названия|старое название|anciens noms|ancien nom|nombres anteriores|أسماء سابقة",
    "merged": "merged into|now part of|replaced by|part of|comasat cu|inclus in|объединено с|"
              "fusionné avec|fusionado con",
    "population": "population|populatie|populatia|население|población|السكان",
    "latitude": "latitude|lat|latitudine|широта|latitud",
    "longitude": "longitude|lon|lng|long|longitudine|долгота|longitud",
    "geonames": "geonames|geonames id|geonameid",
}  # fmt: skip
KNOWN = {search_key(word): column for column, words in HEADERS.items() for word in words.split("|")}


@dataclass
class Given:
    """What one row says of a place. `code`, `parent` and `merged` are our codes or official ones, "" if unsaid."""

    line: int
    code: str = ""
    official: str = ""
    parent: str = ""
    merged: str = ""
    kind: str = ""
    unit: str = ""
    names: dict[str, str] = field(default_factory=dict)
    also: list[str] = field(default_factory=list)
    former: list[str] = field(default_factory=list)
    population: int | None = None
    latitude: Decimal | None = None
    longitude: Decimal | None = None
    geonames: int | None = None
    why: str = ""

    @property
    def keys(self) -> list[str]:
        return keys_of([*self.names.values(), *self.also, *self.former])


def read_list(path: Path, *, language: str, unread: list[str]) -> Iterator[Given]:
    """What each row of a list says; `why` says what is wrong with one. Names of no said language are in `language`.

    The columns that nobody knows are added to `unread`. Raises `Wrong` where nothing can be read.
    """
    rows = read_table(path)
    header = next(rows)
    columns = _columns_of(path, header.cells, language, unread)
    for row in rows:
        given = Given(row.line, why=row.why)
        cells = {column: row.cells[at] for column, at in columns.items()}
        try:
            _fill(given, cells)
        except ValueError as error:
            given.why = given.why or str(error)
        yield given


def _columns_of(path: Path, header: list[str], language: str, unread: list[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for at, words in enumerate(header):
        key = search_key(words.replace("_", " "))
        column = KNOWN.get(key) or _language_of(key, language)
        if not column:
            unread.append(words)
        elif column in found:
            raise Wrong(path.name, f"two columns mean {column}: {header[found[column]]!r} and {words!r}", 1)
        else:
            found[column] = at
    if not {"code", "official"} & found.keys():
        raise Wrong(path.name, f"no column code (known headers: {HEADERS['code'].replace('|', ', ')})", 1)
    if not any(column.startswith("name_") for column in found):
        raise Wrong(path.name, "no column with names (known headers: name, name_ro, denumire, nom, название …)", 1)
    return found


def _language_of(key: str, language: str) -> str:
    """ "name_ro" for the header "name (ro)" or "denumire"; "" for what is no name."""
    word, _space, said = key.partition(" ")
    if word not in NAME or (said and not re.fullmatch(r"[a-z]{2,3}", said)):
        return ""
    return f"name_{said or NAME[word] or language}"


def _fill(given: Given, cells: dict[str, str]) -> None:
    code, official = cells.get("code", ""), cells.get("official", "")
    if code and "official" not in cells and not OURS.fullmatch(code):
        code, official = "", code
    given.code, given.official = _matched(OURS, code, "code"), _matched(OFFICIAL, official, "official code")
    given.parent, given.merged = cells.get("parent", ""), cells.get("merged", "")
    if not (given.code or given.official):
        raise ValueError("a place needs a code")
    given.kind, given.unit = _kind_of(cells.get("kind", "")), _unit_of(cells.get("unit", ""))
    if cells.get("kind") and not given.kind:
        given.unit = given.unit or _unit_of(cells["kind"])
    given.kind = given.kind or kind_of(given.unit)
    given.names = {column[5:]: _name(said) for column, said in cells.items() if column.startswith("name_") and said}
    if not given.names:
        raise ValueError("a place needs a name")
    given.also, given.former = _several(cells.get("also", "")), _several(cells.get("former", ""))
    given.population = _whole(cells.get("population", ""), "population", 2_000_000_000)
    given.geonames = _whole(cells.get("geonames", ""), "number of GeoNames", 10**12)
    given.latitude = degrees(cells.get("latitude", ""), 90)
    given.longitude = degrees(cells.get("longitude", ""), 180)
    if (given.latitude is None) != (given.longitude is None):
        raise ValueError("a latitude and a longitude, or neither")
    if given.merged and given.merged in (given.code, given.official):
        raise ValueError("it is merged into itself")


def kind_of(unit: str) -> str:
    """The kind that a unit has wherever it lies; "" for one that is a region here and a locality there."""
    if unit in REGIONS:
        return Place.Kind.REGION
    return "" if unit in ("", Unit.MUNICIPALITY, Unit.CITY) else Place.Kind.LOCALITY


def _matched(shape: re.Pattern, said: str, what: str) -> str:
    if said and not shape.fullmatch(said):
        raise ValueError(f"{said[:60]!r} is no {what}")
    return said


def _kind_of(said: str) -> str:
    return said.lower() if said.lower() in Place.Kind.values else ""


def _unit_of(said: str) -> str:
    unit = unit_of(said) or (said.lower() if said.lower() in Unit.values else "")
    if said and not unit:
        raise ValueError(f"{said[:60]!r} is no kind of place")
    return unit


def _name(said: str) -> str:
    if len(said) > LONGEST_NAME:
        raise ValueError(f"a name of {len(said)} letters")
    if not search_key(said):
        raise ValueError(f"{said[:60]!r} is no name")
    return said


def _several(said: str) -> list[str]:
    words = [_name(word) for part in said.split("|") if (word := part.strip())]
    if len(words) > MOST_NAMES:
        raise ValueError(f"{len(words)} names in one cell")
    return list(dict.fromkeys(words))


def _whole(said: str, what: str, most: int) -> int | None:
    digits = said.replace(" ", "").replace("\u00a0", "").replace("'", "")
    if not digits or digits == "-":
        return None
    if not digits.isascii() or not digits.isdigit() or int(digits[:15]) > most:
        raise ValueError(f"{said[:40]!r} is no {what}")
    return int(digits)


def degrees(said: str, most: int) -> Decimal | None:
    """Degrees to two decimals, about a kilometre. Raises `ValueError`."""
    if not said or said == "-":
        return None
    try:
        value = Decimal(said.replace(",", ".")).quantize(Decimal("0.01"))
    except InvalidOperation as error:
        raise ValueError(f"{said[:40]!r} are no degrees") from error
    if not -most <= value <= most:
        raise ValueError(f"{said[:40]!r} lies beyond {most} degrees")
    return value
