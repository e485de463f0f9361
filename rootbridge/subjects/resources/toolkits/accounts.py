"""The books of a small association as a workbook: a cash book, a budget that fills itself, fees, and shares of a
project. Every sum is a formula."""

import io
import json

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

LINES, MONEY, DAY = 400, "#,##0.00;[Red]-#,##0.00", "yyyy-mm-dd"
HEAD = PatternFill("solid", fgColor="6B1F2E")
PALE = PatternFill("solid", fgColor="F3E9DC")
BUDGET_FROM, PEOPLE, PARTNERS = 3, 60, 12


def written(words: str, language: str) -> bytes:
    """A .xlsx of the words of one language. ``words``: JSON with ``title``, ``help``, ``sheets``, ``book``, ``budget``,
    ``income``, ``spending``, ``fees``, ``project``, ``total``, ``left``."""
    said = json.loads(words)
    workbook = Workbook()
    _help(workbook.active, said)
    book, budget, fees, project = (workbook.create_sheet(said["sheets"][name]) for name in NAMES)
    kinds = [*said["income"], *said["spending"]]
    _book(book, said, f"'{budget.title}'!$A${BUDGET_FROM}:$A${BUDGET_FROM + len(kinds)}")
    _budget(budget, said, book.title)
    _fees(fees, said)
    _project(project, said)
    for sheet in workbook.worksheets:
        sheet.sheet_view.rightToLeft = language == "ar"
        sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
    workbook.properties.title, workbook.properties.creator = said["title"], ""
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


NAMES = ("book", "budget", "fees", "project")


def _help(sheet, said) -> None:
    sheet.title = said["sheets"]["help"]
    sheet["A1"], sheet["A1"].font = said["title"], Font(bold=True, size=16)
    sheet.column_dimensions["A"].width = 100
    for number, line in enumerate(said["help"], start=3):
        sheet.cell(number, 1, line).alignment = Alignment(wrap_text=True, vertical="top")


def _head(sheet, row, words, widths) -> None:
    for number, (word, width) in enumerate(zip(words, widths, strict=True), start=1):
        cell = sheet.cell(row, number, word)
        cell.font, cell.fill = Font(bold=True, color="FFFFFF"), HEAD
        cell.alignment = Alignment(wrap_text=True, vertical="center")
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.freeze_panes = sheet.cell(row + 1, 1)


def _book(sheet, said, kinds) -> None:
    """Day, document, from or to whom, what for, kind, in, out, what is left."""
    _head(sheet, 1, said["book"], (12, 14, 26, 34, 26, 12, 12, 14))
    choice = DataValidation(type="list", formula1=f"={kinds}", allow_blank=True)
    sheet.add_data_validation(choice)
    choice.add(f"E2:E{LINES}")
    for row in range(2, LINES + 1):
        sheet.cell(row, 1).number_format = DAY
        sheet.cell(row, 8, f'=IF(AND(F{row}="",G{row}=""),"",SUM(F$2:F{row})-SUM(G$2:G{row}))')
        for column in (6, 7, 8):
            sheet.cell(row, column).number_format = MONEY


def _budget(sheet, said, book) -> None:
    """Kind, planned, so far, still to come; two blocks with their sums, and what is left."""
    sheet["A1"], sheet["A1"].font = said["sheets"]["budget"], Font(bold=True, size=14)
    _head(sheet, 2, said["budget"], (40, 16, 16, 16))
    row, sums = BUDGET_FROM, []
    for kinds, column in ((said["income"], "F"), (said["spending"], "G")):
        first = row
        for kind in kinds:
            sheet.cell(row, 1, kind)
            sheet.cell(row, 3, f"=SUMIF('{book}'!$E$2:$E${LINES},A{row},'{book}'!${column}$2:${column}${LINES})")
            sheet.cell(row, 4, f"=B{row}-C{row}")
            row += 1
        _sum(sheet, row, said["total"], [f"=SUM({letter}{first}:{letter}{row - 1})" for letter in "BCD"])
        sums.append(row)
        row += 1
    _sum(sheet, row, said["left"], [f"={letter}{sums[0]}-{letter}{sums[1]}" for letter in "BCD"])
    for number in range(BUDGET_FROM, row + 1):
        for column in (2, 3, 4):
            sheet.cell(number, column).number_format = MONEY


def _sum(sheet, row, words, formulas) -> None:
    for column, value in enumerate([words, *formulas], start=1):
        cell = sheet.cell(row, column, value)
        cell.font, cell.fill, cell.number_format = Font(bold=True), PALE, MONEY


def _fees(sheet, said) -> None:
    """Name, fee of the year, paid in four quarters, still owed."""
    _head(sheet, 1, said["fees"], (30, 14, 12, 12, 12, 12, 14))
    for row in range(2, PEOPLE + 2):
        sheet.cell(row, 7, f'=IF(B{row}="","",B{row}-SUM(C{row}:F{row}))')
        for column in range(2, 8):
            sheet.cell(row, column).number_format = MONEY
    last = PEOPLE + 1
    _sum(sheet, last + 1, said["total"], [f"=SUM({letter}2:{letter}{last})" for letter in "BCDEFG"])


def _project(sheet, said) -> None:
    """Who gives, promised, given, share of the whole: to show that each side gave what the programme asks."""
    _head(sheet, 1, said["project"], (40, 16, 16, 16, 18))
    last = PARTNERS + 1
    for row in range(2, last + 1):
        sheet.cell(row, 4, f"=B{row}-C{row}")
        sheet.cell(row, 5, f'=IF(B{row}="","",B{row}/B${last + 1})').number_format = "0.0%"
        for column in (2, 3, 4):
            sheet.cell(row, column).number_format = MONEY
    _sum(sheet, last + 1, said["total"], [f"=SUM({letter}2:{letter}{last})" for letter in "BCD"])
