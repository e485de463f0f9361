"""A report as a CSV sheet that a spreadsheet opens without running anything in it."""

import csv
import io

from django.utils.translation import gettext as _

from .reports import Report

RISKY = ("=", "+", "-", "@", "\t", "\r")


def as_csv(reports: list[Report]) -> str:
    """Rows of: indicator, row, column, value, unit. A hidden cell says so. UTF-8 with a byte order mark for Excel."""
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow([_("Figure"), _("Row"), _("Column"), _("Value"), _("Unit")])
    for report in reports:
        title, unit = report.title, str(report.indicator.unit)
        if report.rows:
            for (row, column), value in report.cells.items():
                writer.writerow([_safe(title), _safe(row), _safe(column), _shown(value), unit])
        else:
            writer.writerow([_safe(title), "", "", _shown(report.value), unit])
    return "\ufeff" + file.getvalue()


def _shown(value):
    if value is None:
        return _("hidden")
    return int(value) if float(value).is_integer() else round(value, 1)


def _safe(text: str) -> str:
    """A cell that begins like a formula gets an apostrophe before it."""
    return f"'{text}" if text.startswith(RISKY) else text
