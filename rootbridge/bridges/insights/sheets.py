"""A report as a CSV sheet."""

from django.utils.translation import gettext as _

from rootbridge.base.core.sheets import sheet_of

from .reports import Report


def as_csv(reports: list[Report]) -> str:
    """Rows of: indicator, row, column, value, unit. A hidden cell says so."""
    rows = [[_("Figure"), _("Row"), _("Column"), _("Value"), _("Unit")]]
    for report in reports:
        title, unit = report.title, str(report.indicator.unit)
        if report.rows:
            for (row, column), value in report.cells.items():
                rows.append([title, row, column, _shown(value), unit])
        else:
            rows.append([title, "", "", _shown(report.value), unit])
    return sheet_of(rows)


def _shown(value):
    if value is None:
        return _("hidden")
    return int(value) if float(value).is_integer() else round(value, 1)
