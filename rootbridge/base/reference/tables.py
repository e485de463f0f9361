"""Tables as people send them: CSV with any common delimiter, or the first sheet of an XLSX; row by row, never whole.

A file that cannot be read at all raises `bundles.Wrong`; a row that is wrong is told with its reason and passed over.
"""

import csv
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import NamedTuple, TypeVar

import openpyxl

from rootbridge.base.core.text import clean_line

from .bundles import BROKEN, Lines, Wrong, check_entry, members_of

DELIMITERS, FORMULA = ",;\t|", ("=", "@", "+", "-")
MOST_ROWS, MOST_COLUMNS, LONGEST_CELL = 1_000_000, 200, 4_000
One = TypeVar("One")


class Row(NamedTuple):
    """The line it begins on, its cells as text, and what is wrong with it as a whole ("" for nothing)."""

    line: int
    cells: list[str]
    why: str = ""


# What stands in a cell, and in a list of words (here with a NUL between them), in the text format of COPY.
_CELL = str.maketrans({"\\": r"\\", "\t": r"\t", "\n": r"\n", "\r": r"\r"})
_WORDS = _CELL | str.maketrans({"\\": r"\\\\", '"': r"\\" + '"', "\0": '","'})


def copied(row: Iterable) -> str:
    """A row as COPY reads it: text, numbers, truth, lists of words, None. Several times faster than row by row through
    the driver."""
    return "\t".join(map(_copied, row)) + "\n"


def _copied(value) -> str:
    if value is None:
        return r"\N"
    if isinstance(value, str):
        return value if value.isprintable() and "\\" not in value else value.translate(_CELL)
    if not isinstance(value, list):
        return str(value)
    plain = '","'.join(value)
    if not plain.isprintable() or "\\" in plain or plain.count('"') != 2 * len(value) - 2:
        plain = "\0".join(value).translate(_WORDS)
    return f'{{"{plain}"}}' if value else "{}"


def batches(rows: Iterable[One], size: int) -> Iterator[list[One]]:
    """The rows in lists of this size, the last one shorter."""
    rows = iter(rows)
    while batch := list(islice(rows, size)):
        yield batch


def read_table(path: Path) -> Iterator[Row]:
    """The rows of a table, the header first; empty rows are left out. Raises `Wrong`."""
    rows = _sheet_rows(path) if path.suffix.lower() == ".xlsx" else _text_rows(path)
    width = 0
    with closing(rows):
        for number, (line, cells) in enumerate(rows):
            if number > MOST_ROWS:
                raise Wrong(path.name, f"more than {MOST_ROWS:,} rows", line)
            if not any(cells):
                continue
            if not width:
                width = len(_trimmed(cells))
                yield Row(line, cells[:width])
                continue
            yield _checked(line, _trimmed(cells, width), width, is_sheet=path.suffix.lower() == ".xlsx")
    if not width:
        raise Wrong(path.name, "there is nothing in it", 1)


def _checked(line: int, cells: list[str], width: int, *, is_sheet: bool) -> Row:
    if is_sheet:
        cells += [""] * (width - len(cells))
    why = ""
    if len(cells) != width:
        why = f"{len(cells)} columns where {width} should be"
    elif any(len(cell) > LONGEST_CELL for cell in cells):
        why = f"a cell of more than {LONGEST_CELL:,} letters"
    elif formula := next((cell for cell in cells if cell.startswith(FORMULA) and not _is_number(cell)), ""):
        why = f"a formula: {formula[:40]!r}"
    return Row(line, cells[:width] + [""] * (width - len(cells)), why)


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return cell.strip("-") == ""  # a dash that stands for nothing
    return True


def _trimmed(cells: list[str], width: int = 0) -> list[str]:
    """Without the empty cells that spreadsheets leave at the end of a row."""
    while len(cells) > width and not cells[-1]:
        cells = cells[:-1]
    return cells


def _text_rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    members = members_of(path)
    if len(members) != 1:
        raise Wrong(path.name, f"{len(members)} tables where one should be")
    line = 1
    try:
        with members[0].open() as stream:
            begin = stream.peek(1 << 16)[: 1 << 16].split(b"\n")[0].decode("utf-8", "replace")
            delimiter = max(DELIMITERS, key=begin.count)
            reader = csv.reader(Lines(members[0], stream, lambda done: None), strict=True, delimiter=delimiter)
            for values in reader:
                yield line, [clean_line(value) for value in values]
                line = reader.line_num + 1
    except csv.Error as error:
        raise Wrong(path.name, f"no good CSV ({error})", line) from error
    except BROKEN as error:
        raise Wrong(path.name, f"cut short or damaged ({error})", line) from error


def _sheet_rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    try:
        with zipfile.ZipFile(path) as bundle:
            for entry in bundle.infolist():
                check_entry(path, entry)
        book = openpyxl.load_workbook(path, read_only=True, keep_links=False)
    except Exception as error:  # openpyxl raises whatever its parts raise
        raise error if isinstance(error, Wrong) else Wrong(path.name, f"no good XLSX ({error})") from error
    with closing(book):
        sheet = book.worksheets[0]
        try:
            for line, values in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True), 1):
                yield line, [_as_text(value) for value in values]
        except GeneratorExit:
            raise
        except Exception as error:
            raise Wrong(path.name, f"damaged ({error})") from error


def _as_text(value) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return clean_line(str(value))
