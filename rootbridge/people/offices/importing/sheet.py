"""The cells of a CSV or XLSX file, line by line; what is too much, cut off or a formula gets a clear answer."""

import csv
import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from rootbridge.base.core.text import clean_line

MOST_BYTES, MOST_ROWS, MOST_COLUMNS, LONGEST = 5_000_000, 5_000, 60, 2_000
# What a workbook may grow to once unpacked, and how often its size.
MOST_UNPACKED, MOST_GROWTH = 60_000_000, 200
RISKY = ("=", "+", "-", "@")
BROKEN = (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, OSError, TypeError, SyntaxError, EOFError)


class Refused(Exception):
    """``faults``: [(line, reason)], the line 0 for the file as a whole."""

    def __init__(self, *faults: tuple[int, str]):
        super().__init__(faults)
        self.faults = list(faults)


def head_of(name: str, body: bytes) -> list[str]:
    """The headings of the first line. Raises Refused."""
    return next(lines_of(name, body))[1]


def lines_of(name: str, body: bytes) -> Iterator[tuple[int, list[str]]]:
    """(line, cells) of every line that is not empty, the headings first. Raises Refused, at the line where it ends."""
    if len(body) > MOST_BYTES:
        raise Refused((0, _("The file is larger than 5 MB. Send it in pieces of at most 5,000 lines.")))
    found = _of_workbook(body) if body[:4] == b"PK\x03\x04" else _of_text(body)
    width, count = 0, 0
    for line, cells in found:
        if not any(cells):
            continue
        if not width:
            cells = _trimmed(cells)
            width = len(cells)
            if len(set(cells)) < width or width < 2 or width > MOST_COLUMNS:
                raise Refused((line, _("The first line must hold the names of the columns, each once.")))
        elif count >= MOST_ROWS:
            raise Refused((line, _("The file has more than 5,000 lines. Send it in pieces.")))
        else:
            count += 1
        yield line, cells
    if not width:
        raise Refused((0, _("The file is empty.")))


def _of_text(body: bytes) -> Iterator[tuple[int, list[str]]]:
    text = _decoded(body)
    first = text.partition("\n")[0]
    divider = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text), delimiter=divider, strict=True)
    try:
        for cells in reader:
            yield reader.line_num, [_cell(cell, reader.line_num) for cell in cells]
    except csv.Error as error:
        raise Refused((reader.line_num, _("This line is no CSV: a quotation mark is not closed."))) from error


def _decoded(body: bytes) -> str:
    try:
        text = body.decode("utf-16" if body[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError as error:
        line = body.count(b"\n", 0, error.start) + 1
        raise Refused(
            (line, _("These letters are not in UTF-8. Save the file as “CSV UTF-8”, then send it again."))
        ) from error
    if "\x00" in text:
        raise Refused((0, _("This is no list. Send a CSV or XLSX file.")))
    return text


def _of_workbook(body: bytes) -> Iterator[tuple[int, list[str]]]:
    """The first sheet, read row by row; formulas stand as they were typed."""
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            size = sum(entry.file_size for entry in packed.infolist())
        if size > MOST_UNPACKED or size > MOST_GROWTH * len(body):
            raise Refused((0, _("The file is larger than 5 MB. Send it in pieces of at most 5,000 lines.")))
        book = load_workbook(io.BytesIO(body), read_only=True, data_only=False, keep_links=False)
        for line, row in enumerate(book.worksheets[0].iter_rows(max_col=MOST_COLUMNS + 1, values_only=True), start=1):
            yield line, [_cell(_words(value), line) for value in row]
    except IndexError as error:
        raise Refused((0, _("The file is empty."))) from error
    except BROKEN as error:
        raise Refused((0, _("This workbook cannot be read. Save it once more as XLSX or as CSV."))) from error


def _words(value) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, (date, time)):
        return value.isoformat()
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _cell(text: str, line: int) -> str:
    """Cleaned; without the apostrophe that keeps a spreadsheet from running it."""
    if len(text) > LONGEST:
        raise Refused((line, _("A cell holds more than 2,000 letters.")))
    text = clean_line(text)
    return text[1:] if text[:1] == "'" and text[1:2] in RISKY else text


def _trimmed(cells: list[str]) -> list[str]:
    """Without empty columns at the end."""
    while cells and not cells[-1]:
        cells = cells[:-1]
    return cells


def is_formula(cell: str) -> bool:
    """Would a spreadsheet run it? A telephone number with + is none."""
    return cell.startswith(("=", "@")) or (cell[:1] in ("+", "-") and not cell[1:2].isdigit())
