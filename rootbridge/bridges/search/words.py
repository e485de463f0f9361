"""Words as they are indexed and looked for, and as PostgreSQL's text form of lexemes writes them."""

import re

from rootbridge.base.core.text import words

LONGEST_WORD = 60
# What Arabic writes together with a word: and, so, in, like, to, the.
WRITTEN_TOGETHER = re.compile("^[وف]?(?:[بك]?ال|لل)(?=[\u0621-\u064a]{3})")


def telling(text: str) -> list[str]:
    """The folded words of a text as they are indexed and looked for: "والتقاعد" and "للتقاعد" are "تقاعد"."""
    return [WRITTEN_TOGETHER.sub("", word) for word in words(text)]


def quoted(word: str) -> str:
    """A word as a lexeme in the text form of tsvector and tsquery."""
    return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'"


def stem(word: str) -> str:
    """A word without the ending that a case or a number gives it: two letters of a long one, one of a shorter."""
    return word[: max(4, len(word) - (2 if len(word) > 5 else 1))] if len(word) > 4 else word
