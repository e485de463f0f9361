"""The glossary as a sheet, and which texts do not keep to it."""

import csv
import io
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.db import transaction
from django.utils.translation import gettext as _

from rootbridge.base.core.sheets import sheet_of
from rootbridge.base.core.text import clean_line

from ..models import Glossary, Rendering, Term, TermTaken
from ..models.term import LONGEST, MOST_NAMES, distinct
from .leaves import Refused

CODES = [code for code, _name in settings.LANGUAGES]
BETWEEN = " | "
MOST_TERMS, MOST_TEXTS = 5_000, 3_000


def sheet_of_terms(terms) -> str:
    """Columns key, note and one a language; in a cell the wanted name, then others that are right too."""
    rows = [[term.key, term.note, *(BETWEEN.join(term.by_language.get(code, ())) for code in CODES)] for term in terms]
    return sheet_of([["key", "note", *CODES], *rows])


def read_sheet(body: bytes) -> list[dict]:
    """[{"key", "note", "names"}] of a sheet. Raises Refused, of the whole sheet."""
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused(_("Save the sheet as CSV in UTF-8.")) from error
    between = ";" if text.partition("\n")[0].count(";") > text.partition("\n")[0].count(",") else ","
    reader = csv.reader(io.StringIO(text), delimiter=between, strict=True)
    found, keys, columns = [], {}, None
    try:
        for row in reader:
            line = reader.line_num
            if columns is None:
                columns = _head(row, line)
            elif any(cell.strip() for cell in row):
                found.append(_term(row, columns, line, keys))
            if len(found) > MOST_TERMS:
                raise Refused(_("There are too many terms in this sheet."), line)
    except csv.Error as error:
        raise Refused(_("This line is no CSV."), reader.line_num) from error
    if not found:
        raise Refused(_("There is no term in this sheet."))
    return found


def _head(row, line) -> list[str]:
    columns = [clean_line(cell).lower() for cell in row]
    unknown = [name for name in columns if name not in ("key", "note", *CODES)]
    if unknown or "key" not in columns or len(set(columns)) != len(columns) or not set(columns) & set(CODES):
        said = _("The first line names the columns: %(names)s.") % {"names": ", ".join(["key", "note", *CODES])}
        raise Refused(said, line)
    return columns


def _term(row, columns, line, keys) -> dict:
    if len(row) != len(columns):
        raise Refused(_("This line has %(count)s cells, the first has %(wanted)s.")
                      % {"count": len(row), "wanted": len(columns)}, line)  # fmt: skip
    said = {name: clean_line(cell).removeprefix("'") for name, cell in zip(columns, row, strict=True)}
    key = said.pop("key")
    try:
        validate_slug(key)
    except ValidationError as error:
        raise Refused(_("“%(key)s” is no short name: letters a to z, numbers and hyphens.") % {"key": key[:40]},
                      line) from error  # fmt: skip
    if key in keys or len(key) > 60:
        raise Refused(_("“%(key)s” stands in this sheet twice, or is too long.") % {"key": key[:60]}, line)
    keys[key] = line
    note = said.pop("note", "")[:300]
    names = {code: _names(cell, line) for code, cell in said.items() if cell}
    if not names:
        raise Refused(_("“%(key)s” has no name in any language.") % {"key": key}, line)
    return {"key": key, "note": note, "names": names, "line": line}


def _names(cell, line) -> list[str]:
    names = [name.strip() for name in cell.split("|") if name.strip()]
    if long := next((name for name in names if len(name) > LONGEST), None):
        raise Refused(_("Shorten this: “%(words)s…”") % {"words": long[:40]}, line)
    return distinct(names)[:MOST_NAMES]


def take_sheet(rows: list[dict], *, by=None) -> tuple[int, int]:
    """Write the terms of a sheet: (how many are new, how many changed); those that it does not name stay. Raises
    Refused, and then nothing is kept."""
    made = changed = 0
    with transaction.atomic():
        known = {term.key: term for term in Term.objects.in_order()}
        for row in rows:
            term = known.get(row["key"])
            try:
                if term is None:
                    Term.write(row["key"], row["names"], note=row["note"], by=by)
                    made += 1
                elif (term.by_language, term.note) != (row["names"], row["note"]):
                    term.rewrite(row["names"], note=row["note"], by=by)
                    changed += 1
            except TermTaken as taken:
                said = _("“%(words)s” is the name of another term already.") % {"words": taken}
                raise Refused(said, row.get("line", 0)) from taken
    return made, changed


def load_terms(path: Path | str) -> int:
    """The terms of a pack of which none is there yet; how many were written. What somebody changed stays."""
    known = set(Term.objects.values_list("key", flat=True))
    return take_sheet([row for row in read_sheet(Path(path).read_bytes()) if row["key"] not in known])[0]


@dataclass(frozen=True)
class Break:
    """A published translation that does not use the wanted name of a term."""

    rendering: Rendering
    typed: str
    wanted: str
    passage: str


def breaks(user, language: str) -> list[Break]:
    """Where the public texts of a language that somebody works on do not keep to the glossary, by term."""
    glossary, found = Glossary.read(), []
    rows = Rendering.objects.worked_on_by(user).filter(is_public=True, language=language).select_related("wording")
    for rendering in rows.order_by("wording__kind", "wording__title", "pk")[:MOST_TEXTS]:
        for key, entry in rendering.public.items():
            words = rendering.wording.words.get(key, "")
            for one in glossary.wanted_in(words, rendering.wording.language, entry["to"], language):
                if not one.is_used and entry["to"].strip():
                    found.append(Break(rendering, one.typed, one.names[0], key))
    return found
