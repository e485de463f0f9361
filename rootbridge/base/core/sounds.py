"""How a folded word sounds, whichever alphabet it was typed in: "пенсия", "pensiya", "pensija" and "Pensïa" are one;
so are "пашапорт" and "pașaport". And the keys by which words a letter or two away find each other.

What is made here is compared and looked up, never shown.
"""

import re
import zlib
from functools import lru_cache

CYRILLIC = {
    "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "є": "e", "ж": "j", "з": "z", "и": "i",
    "і": "i", "к": "c", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u",
    "ф": "f", "х": "h", "ц": "t", "ч": "c", "ш": "s", "щ": "s", "ъ": "", "ы": "i", "ь": "", "э": "e", "ю": "iu",
    "я": "ia", "ђ": "d", "ј": "i", "љ": "l", "њ": "n", "ћ": "c", "џ": "j",
}  # fmt: skip
# The Romanian ă written in Cyrillic; in a Russian word э stands at the beginning or after a vowel.
ROMANIAN_A = re.compile("(?<=[бвгджзклмнпрстфхцчшщ])э")
# Two or three Latin letters that one Cyrillic letter is written with, the longest first.
LATIN = re.compile("shch|sch|sh|ch|kh|zh|ts|tz|ph|gh|th|ck|qu|ea|ij|j$|[kqxwyç]")
LATIN_ONE = {
    "shch": "s", "sch": "s", "sh": "s", "ch": "c", "kh": "h", "zh": "j", "ts": "t", "tz": "t", "ph": "f", "gh": "g",
    "th": "t", "ck": "c", "qu": "c", "ea": "ia", "k": "c", "q": "c", "x": "cs", "w": "v", "y": "i", "ij": "i", "j": "i",
    "ç": "c",
}  # fmt: skip
TWICE = re.compile(r"(.)\1+")
IS_CYRILLIC = re.compile("[\u0400-\u04ff]")
HAMZA = "ء"
# Letters of a word's sound by which its neighbours are found; those of more than so many letters may differ by two.
LOOKED_AT, LONG = 9, 6


@lru_cache(maxsize=50_000)
def sound(key: str) -> str:
    """The sound of one folded word (``core.text.word_key``), in Latin letters where its alphabet allows."""
    if IS_CYRILLIC.search(key):
        key = "".join(CYRILLIC.get(letter, letter) for letter in ROMANIAN_A.sub("а", key)).replace("ea", "ia")
    else:
        key = LATIN.sub(lambda found: LATIN_ONE[found[0]], key).replace(HAMZA, "")
    return TWICE.sub(r"\1", key)


@lru_cache(maxsize=20_000)
def near_keys(heard: str) -> tuple[int, ...]:
    """Numbers that two sounds have in common when they differ by one letter, or by two where they are long."""
    found = {heard[:LOOKED_AT]}
    for _letter in range(2 if len(heard) >= LONG else 1):
        found |= {word[:at] + word[at + 1 :] for word in found for at in range(len(word))}
    return tuple(sorted({_number(word) for word in found if word}))


def _number(word: str) -> int:
    """Within PostgreSQL's integer."""
    return zlib.crc32(word.encode()) - 2**31
