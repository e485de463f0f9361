"""What tells who somebody is in a text, taken out: addresses, telephones, account and other numbers, dates of birth,
names that are known; and what may be a name, marked for a look."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

import phonenumbers
from markupsafe import Markup, escape

from rootbridge.base.core.text import clean_text

GAP = "…"
EMAIL = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
LINKED = re.compile(r"(?:https?://|www\.)\S+|(?<!\w)@\w{3,}")
IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?:[ -]?[A-Z0-9]{2,4}){3,8}\b")
DAY = re.compile(r"(?<!\d)(?:\d{1,2}[./-]\d{1,2}[./-](?:19|20)?\d{2}|(?:19|20)\d{2}-\d{2}-\d{2})(?!\d)")
NUMBER = re.compile(r"(?<!\w)(?:[A-Z]{1,3}[ -]?)?\d(?:[ .-]?\d){5,}(?!\w)")
# Two words or more with capitals, not at the start of a sentence: perhaps a name or a place.
CAPITALS = re.compile(r"(?<![.!?…\n] )(?<!^)(?<!\n)\b[^\W\d_a-z][^\W\d_]+(?:[ -][^\W\d_a-z][^\W\d_]+)+", re.M)
OWN_PAGES = re.compile(r"^/[a-z]{2}/")
SHORTEST_NAME, LONG_NAME = 3, 4
VOWELS = "aeiouyăâîéèаеёиоуыэюя"


@dataclass(frozen=True)
class Cleaned:
    """``words`` without what was found, ``count`` of what was taken out, ``looks``: what may tell somebody still."""

    words: str
    count: int
    looks: list[str]


def without_traces(text: str, *, names: Iterable[str] = (), country: str = "") -> Cleaned:
    """``names``: of the people concerned, whole; each word of them goes. ``country``: whose telephone numbers."""
    count = 0
    text = clean_text(text)
    for pattern in (EMAIL, LINKED, IBAN):
        text, found = pattern.subn(GAP, text)
        count += found
    text, found = _without_phones(text, country)
    count += found
    for pattern in (DAY, NUMBER, *_named(names)):
        text, found = pattern.subn(GAP, text)
        count += found
    text = re.sub(rf"{GAP}(?:[ ,]*{GAP})+", GAP, text)
    return Cleaned(text, count, list(dict.fromkeys(_looks(text))))


def marked(text: str, looks: Iterable[str]) -> Markup:
    """The text with what is to be looked at marked, safe to show."""
    drawn = str(escape(text))
    for words in looks:
        safe = str(escape(words))
        drawn = drawn.replace(safe, f"<mark>{safe}</mark>")
    return Markup(drawn.replace("\n", "<br>"))


def _without_phones(text: str, country: str) -> tuple[str, int]:
    found = list(phonenumbers.PhoneNumberMatcher(text, country or None, leniency=phonenumbers.Leniency.POSSIBLE))
    for one in reversed(found):
        text = text[: one.start] + GAP + text[one.end :]
    return text, len(found)


def _named(names):
    """Each word of each name, with the ending that a language hangs on it; a short one only as a name is written."""
    words = {word for name in names for word in re.findall(r"[^\W\d_]+", name) if len(word) >= SHORTEST_NAME}
    for word in sorted(words, key=len, reverse=True):
        stem = word[:-1] if len(word) > LONG_NAME and word[-1].casefold() in VOWELS else word
        ending, flags = r"[^\W\d_]{0,4}", re.I if len(stem) >= LONG_NAME else 0
        yield re.compile(rf"\b(?:{re.escape(stem)}|{re.escape(stem.upper())}){ending}\b", flags)


def _looks(text: str) -> list[str]:
    found = (one.group() for one in CAPITALS.finditer(text))
    return [words for words in found if all(word[0].isupper() for word in re.split("[ -]", words))]
