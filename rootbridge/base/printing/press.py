"""The press: fills a layout with data and hands back a PDF.

What people wrote goes in as data (JSON) and is set as words: no letter of it is ever read as a command of the layout.
The fonts are ours; nothing is read from the machine or from the network.
"""

import json
import threading
from functools import cache
from pathlib import Path

import typst

HERE = Path(__file__).parent
SHEETS, FONTS = HERE / "sheets", HERE / "fonts"
# Readable by programs that read aloud: each picture has its words, each heading its rank.
STANDARD = "ua-1"
UNSHAPED = "could not be displayed"
# A compiler keeps what it has laid out; after so many sheets it begins anew, so that it does not grow.
SHEETS_OF_ONE = 400
_lock = threading.Lock()


class Press:
    """One compiler, used again and again: the fonts are read once. One sheet at a time in a process."""

    def __init__(self):
        self._compiler = None
        self._made = 0

    def print(self, sheet: str, data: dict, *, form: str = "pdf", dots: int = 144) -> list[bytes]:
        """A layout of ``sheets/`` filled with data: one PDF, or with ``form="png"`` a picture of each page."""
        with _lock:
            self._made += 1
            if self._compiler is None or self._made > SHEETS_OF_ONE:
                self._compiler, self._made = self._new(), 1
            asked = {
                "input": str(SHEETS / f"{sheet}.typ"), "format": form, "ppi": float(dots) if form == "png" else None,
                "sys_inputs": {"data": json.dumps(data, ensure_ascii=False)},
            }  # fmt: skip
            made = self._laid_out(asked, [STANDARD] if form == "pdf" else [])
        return made if isinstance(made, list) else [made]

    def _laid_out(self, asked: dict, standards: list[str]):
        """The standard asks for a shape for every letter; where our fonts have none for what somebody wrote, the sheet
        comes out without its promise rather than not at all."""
        try:
            return self._compiler.compile(**asked, pdf_standards=standards)
        except typst.TypstError as error:
            if not standards or UNSHAPED not in str(error):
                raise
            return self._compiler.compile(**asked, pdf_standards=[])

    @staticmethod
    def _new() -> typst.Compiler:
        return typst.Compiler(root=str(SHEETS), font_paths=[str(FONTS)], ignore_system_fonts=True)


@cache
def press() -> Press:
    """The press of this process."""
    return Press()
