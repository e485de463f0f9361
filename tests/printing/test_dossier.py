"""Sections on paper: set in our own letters on every machine, and no word of them is a command."""

import pytest

from rootbridge.base.printing.press import press
from tests.printing.test_flyer import HOSTILE


def dossier(words, language="en", direction="ltr") -> dict:
    section = {"title": words, "facts": [(words, words)], "texts": [(words, f"{words}\n{words}")],
               "table": [[words, "2"], [words, "3"]]}  # fmt: skip
    return {"title": words, "over": words, "language": language, "direction": direction, "sections": [section]}


def test_it_takes_no_letters_from_the_machine():
    body = press().print("dossier", dossier("مخبز +373 22 123 456 Orhei", "ar", "rtl"))[0]
    assert b"NotoSansArabic" in body and b"NotoSans-Regular" in body
    assert b"Libertinus" not in body and b"Naskh" not in body


@pytest.mark.parametrize("words", HOSTILE)
def test_no_word_is_a_command(words):
    assert press().print("dossier", dossier(words))[0].startswith(b"%PDF-")
