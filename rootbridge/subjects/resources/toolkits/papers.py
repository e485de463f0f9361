"""A text for a word processor: headings, paragraphs, lists, tables; what is to be filled in is marked."""

import io
import re
from datetime import datetime

from docx import Document
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

BLANK = re.compile(r"(\[[^\]]+\])")
RIGHT_TO_LEFT = {"ar"}
# The same words make the same bytes.
MADE = datetime(2026, 1, 1)
FONT = "Calibri"


def written(words: str, language: str) -> bytes:
    """A .docx of words in which ``#`` begins the title, ``##`` a heading, ``>`` advice, ``-`` an item, ``1.`` one
    with a number, ``|`` a row of a table; any other line is a paragraph."""
    paper = Document()
    _dress(paper, language)
    rows: list[list[str]] = []
    for line in [*words.splitlines(), ""]:
        if line.startswith("|"):
            rows.append([cell.strip() for cell in line.strip().strip("|").split("|")])
            continue
        if rows:
            _table(paper, rows, language)
            rows = []
        if line.strip():
            _line(paper, line.strip(), language)
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()


def _dress(paper, language) -> None:
    section, style = paper.sections[0], paper.styles["Normal"]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(section, side, Cm(2.2))
    style.font.name, style.font.size = FONT, Pt(11)
    spoken = OxmlElement("w:lang")
    spoken.set(qn("w:bidi" if language in RIGHT_TO_LEFT else "w:val"), language)
    style.element.get_or_add_rPr().append(spoken)
    known = paper.core_properties
    known.author, known.language, known.created, known.modified = "", language, MADE, MADE


def _line(paper, line, language) -> None:
    kinds = {"# ": "Title", "## ": "Heading 1", "### ": "Heading 2", "- ": "List Bullet", "> ": "Intense Quote"}
    for mark, style in kinds.items():
        if line.startswith(mark):
            _say(paper.add_paragraph(style=style), line[len(mark) :], language)
            if mark == "# ":
                paper.core_properties.title = line[2:]
            return
    number = re.match(r"(\d+)\. ", line)
    _say(
        paper.add_paragraph(style="List Number" if number else None), line[number.end() :] if number else line, language
    )


def _say(paragraph, words, language) -> None:
    for piece in filter(None, BLANK.split(words)):
        run = paragraph.add_run(piece)
        if BLANK.fullmatch(piece):
            run.font.highlight_color = WD_COLOR_INDEX.YELLOW
        if language in RIGHT_TO_LEFT:
            run.font.rtl = True
    if language in RIGHT_TO_LEFT:
        paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))


def _table(paper, rows, language) -> None:
    table = paper.add_table(rows=len(rows), cols=max(len(row) for row in rows))
    table.style = "Table Grid"
    if language in RIGHT_TO_LEFT:
        table._tbl.tblPr.append(OxmlElement("w:bidiVisual"))
    for number, row in enumerate(rows):
        for place, words in enumerate(row):
            paragraph = table.cell(number, place).paragraphs[0]
            _say(paragraph, words, language)
            for run in paragraph.runs if number == 0 else ():
                run.bold = True
    paper.add_paragraph()
