"""What is different between a text and its translation where both should agree."""

import re
import unicodedata
from collections import Counter

from django.utils.translation import gettext as _

ADDRESS = re.compile(r"https?://[^\s<>\"”»)]+|www\.[^\s<>\"”»)]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]\b|\{\w*\}")
NUMBER = re.compile(r"\d+(?:[.,’'\u00a0\u202f ]\d{3})*(?!\d)(?:[.,]\d+)?")
MARK = re.compile(r"</?\s*([a-zA-Z][\w-]*)[^>]*>")


def disagreements(original: str, translation: str, *, has_marks: bool = False) -> list[str]:
    """Sentences on numbers, addresses and placeholders that stand on one side only; none for an empty translation."""
    if not translation.strip():
        return []
    found = []
    for one, other, is_missing in ((original, translation, True), (translation, original, False)):
        for read, words in READERS:
            alone = [*(read(one) - read(other)).elements()]
            if alone:
                found.append(_sentence(words, alone, is_missing=is_missing))
    if has_marks and MARK.findall(original) != MARK.findall(translation):
        found.append(_("Bold words, links or lists are marked otherwise than in the original."))
    return found


def numbers(words: str) -> Counter:
    """The numbers in a text, whatever digits and separators they are written with."""
    plain = PLACEHOLDER.sub(" ", ADDRESS.sub(" ", words))
    plain = "".join(str(unicodedata.digit(letter, letter)) if letter.isdigit() else letter for letter in plain)
    return Counter("".join(re.findall(r"\d", found)) for found in NUMBER.findall(plain))


def addresses(words: str) -> Counter:
    return Counter(found.rstrip(".,;:!?").lower() for found in ADDRESS.findall(words))


def placeholders(words: str) -> Counter:
    return Counter(PLACEHOLDER.findall(words))


READERS = ((numbers, "number"), (addresses, "address"), (placeholders, "placeholder"))


def _sentence(kind: str, alone: list[str], *, is_missing: bool) -> str:
    what = ", ".join(alone[:6])
    if kind == "number":
        words = _("Numbers of the original that are not here: %(what)s.") if is_missing else (
            _("Numbers that the original does not have: %(what)s.")
        )  # fmt: skip
    elif kind == "address":
        words = _("Addresses of the original that are not here: %(what)s.") if is_missing else (
            _("Addresses that the original does not have: %(what)s.")
        )  # fmt: skip
    else:
        words = _("Placeholders of the original that are not here: %(what)s.") if is_missing else (
            _("Placeholders that the original does not have: %(what)s.")
        )  # fmt: skip
    return words % {"what": what}
