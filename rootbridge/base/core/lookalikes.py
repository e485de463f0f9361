"""Letters that only look like others: "Аna" with a Cyrillic А reads like "Ana" and is another name (UTS 39).

A word is written in one alphabet. Letters that are mere shapes of others (𝐀, Ａ, ﬁ) become what they stand for.
"""

import re
import unicodedata
from functools import lru_cache

from .text import clean_line

# Alphabets that are written together in one word by custom.
TOGETHER = ({"CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA"}, {"CJK", "HANGUL"}, {"CJK", "BOPOMOFO"})
JOINERS = re.compile("[\u200c\u200d]")
JOINED = {"ARABIC", "DEVANAGARI", "BENGALI", "SINHALA", "TAMIL", "MALAYALAM", "KANNADA", "TELUGU", "GUJARATI", "SYRIAC"}
MARKS_ON_A_LETTER = 3


class Lookalike(ValueError):
    """A word mixes alphabets, or hides under a heap of marks; ``word`` is the one."""

    def __init__(self, word: str):
        super().__init__(word)
        self.word = word


def one_alphabet(value: str) -> str:
    """The name in its plain shape. Raises Lookalike."""
    value = clean_line(unicodedata.normalize("NFKC", clean_line(value)))
    words = [_plain_word(word) for word in value.split(" ")]
    return clean_line(" ".join(word for word in words if word))


def _plain_word(word: str) -> str:
    alphabets = {alphabet(letter) for letter in word} - {""}
    if not alphabets & JOINED:
        word = JOINERS.sub("", word)
    if len(alphabets) > 1 and not any(alphabets <= custom for custom in TOGETHER):
        raise Lookalike(word)
    if _heaped(word):
        raise Lookalike(word)
    return word


def _heaped(word: str) -> bool:
    """Are more marks piled up than any language writes?"""
    marks = 0
    for letter in word:
        marks = marks + 1 if unicodedata.category(letter) in {"Mn", "Me"} else 0
        if marks > MARKS_ON_A_LETTER:
            return True
    return False


@lru_cache(maxsize=20_000)
def alphabet(letter: str) -> str:
    """The alphabet of a letter as Unicode names it ("LATIN", "CYRILLIC"); "" for what belongs to all or none."""
    if not unicodedata.category(letter).startswith("L"):
        return ""
    words = unicodedata.name(letter, "").split()
    if not words or words[0] in {"MODIFIER", "FEMININE", "MASCULINE"}:
        return ""
    return words[0]
