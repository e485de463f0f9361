"""A sheet of rows as CSV that a spreadsheet opens without running anything in it."""

import csv
import io
from collections.abc import Iterable

RISKY = ("=", "+", "-", "@", "\t", "\r")


def sheet_of(rows: Iterable[Iterable]) -> str:
    """Rows as CSV: UTF-8 with a byte order mark for Excel; words that begin like a formula get an apostrophe before
    them, numbers stay numbers."""
    file = io.StringIO()
    writer = csv.writer(file)
    for row in rows:
        writer.writerow([safe(cell) if isinstance(cell, str) else cell for cell in row])
    return "\ufeff" + file.getvalue()


def safe(text: str) -> str:
    return f"'{text}" if text.startswith(RISKY) else text
