"""The rows of a list, one at a time: CSV and XLSX, whatever somebody's spreadsheet made of them."""

import csv
import zipfile
from collections.abc import Iterator
from itertools import chain, count

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from rootbridge.base.core.text import clean_line

MOST_CELLS, LONGEST_CELL, LONGEST_LINE = 60, 2000, 200_000
# Of a page; the command takes more. What a spreadsheet may hold once it is unpacked.
MOST_LINES, MOST_UNPACKED = 5001, 120_000_000
DELIMITERS = ",;\t|"


class Unreadable(Exception):
    """The list cannot be read; the sentence says why, in the reader's language."""


def rows_of(file, name: str, *, most: int | None = None) -> Iterator[tuple[int, list[str]]]:
    """(line, cells) of a list, its header first; empty lines are left out, and count. ``file``: binary, read a line at
    a time. Raises Unreadable, after ``most`` lines too."""
    head = file.read(4)
    file.seek(0)
    if not head:
        raise Unreadable(_("The file is empty."))
    rows = _sheet(file) if head[:2] == b"PK" else _table(file)
    for line, cells in rows:
        if most and line > most:
            raise Unreadable(_("More than 5,000 rows. Whoever runs the platform brings it in with the command "
                               "import_organisations."))  # fmt: skip
        if any(cells):
            yield line, cells[:MOST_CELLS]


def _table(file) -> Iterator[tuple[int, list[str]]]:
    if file.read(2) in (b"\xff\xfe", b"\xfe\xff"):
        raise Unreadable(_("The file is UTF-16. Save it as “CSV UTF-8” and bring it again."))
    file.seek(0)
    line, lines = 0, _lines(file)
    try:
        first = next(lines)
        delimiter = max(DELIMITERS, key=first.count)
        for line, cells in enumerate(csv.reader(chain([first], lines), delimiter=delimiter), start=1):
            yield line, [clean_line(cell)[:LONGEST_CELL] for cell in cells]
    except UnicodeDecodeError:
        raise Unreadable(_("After line %(line)s come letters that are not UTF-8. Save it as “CSV UTF-8” and bring it "
                           "again.") % {"line": line}) from None  # fmt: skip
    except csv.Error:
        raise Unreadable(_("After line %(line)s it is no table any more: a quotation mark may be missing.")
                         % {"line": line}) from None  # fmt: skip


def _lines(file) -> Iterator[str]:
    for number in count():
        if not (line := file.readline(LONGEST_LINE)):
            return
        if len(line) == LONGEST_LINE:
            raise Unreadable(_("Line %(line)s is longer than any row of a list.") % {"line": number + 1})
        yield line.decode("utf-8-sig" if number == 0 else "utf-8")


def _sheet(file) -> Iterator[tuple[int, list[str]]]:
    """Rows as wide as the header, however few cells are kept of them."""
    try:
        with zipfile.ZipFile(file) as archive:
            if sum(part.file_size for part in archive.infolist()) > MOST_UNPACKED:
                raise Unreadable(_("This spreadsheet is too big once it is unpacked. Save its first sheet as “CSV "
                                   "UTF-8”."))  # fmt: skip
        width = 0
        book = load_workbook(file, read_only=True, data_only=False)
        for line, row in enumerate(book.worksheets[0].iter_rows(values_only=True, max_col=MOST_CELLS), start=1):
            cells = [clean_line(str(cell))[:LONGEST_CELL] if cell is not None else "" for cell in row]
            width = width or max((place for place, cell in enumerate(cells, start=1) if cell), default=0)
            yield line, (cells + [""] * width)[: max(width, 1)]
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, IndexError, OSError, SyntaxError):
        raise Unreadable(_("This spreadsheet cannot be opened. Save it anew as XLSX or as “CSV UTF-8”.")) from None
