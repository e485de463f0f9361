"""Text that people type: made harmless without losing a letter, and folded so that search forgives.

Folding: case, accents and other marks are dropped (marks that carry a vowel in Indic scripts stay), the
forms of alef, yeh and teh marbuta are one, and the Arabic article is taken off a word.
"""

import re
import unicodedata
from functools import lru_cache

# Controls that reorder or hide what stands on the page (UAX 9, UTS 39), NUL and other C0/C1, lone surrogates.
UNSEEN = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f"
    "\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]|[\U000e0000-\U000e007f]"
)
SPACES = re.compile(r"[ \t\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
WORD = re.compile(r"\w+")
ARABIC_ONE = str.maketrans({
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي", "ـ": "", "ک": "ك", "ی": "ي",
    "ھ": "ه", "ہ": "ه",
} | {chr(zero + digit): str(digit) for zero in (0x660, 0x6F0) for digit in range(10)})  # fmt: skip
LATIN_ONE = str.maketrans({"ł": "l", "đ": "d", "ø": "o", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe"})
ARTICLES = ("وال", "بال", "كال", "فال", "لل", "ال")


def clean_line(value: str) -> str:
    """One line: composed (NFC), nothing unseen, single spaces."""
    return " ".join(SPACES.sub(" ", UNSEEN.sub("", _composed(value)).replace("\n", " ").replace("\r", " ")).split())


def clean_text(value: str) -> str:
    """Several lines: composed (NFC), nothing unseen, lines ending in one newline."""
    value = UNSEEN.sub("", _composed(value).replace("\r\n", "\n").replace("\r", "\n"))
    return "\n".join(line.rstrip() for line in value.split("\n")).strip()


def _composed(value: str) -> str:
    return unicodedata.normalize("NFC", value)


@lru_cache(maxsize=50_000)
def word_key(word: str) -> str:
    """One word, folded."""
    word = unicodedata.normalize("NFKD", word.casefold())
    word = "".join(letter for letter in word if unicodedata.category(letter) not in {"Mn", "Cf"})
    word = unicodedata.normalize("NFC", word).translate(ARABIC_ONE).translate(LATIN_ONE)
    for article in ARTICLES:
        if word.startswith(article) and len(word) >= len(article) + 3:
            return word[len(article) :]
    return word


def words(value: str) -> list[str]:
    """The folded words of a text, in order."""
    return list(_words_of_line(value) if len(value) <= LINE else _words(value))


def _words(value: str) -> tuple[str, ...]:
    return tuple(word_key(word) for word in WORD.findall(UNSEEN.sub(" ", value)))


# Names are folded several times in one piece of work; texts are too long to be kept.
LINE = 80
_words_of_line = lru_cache(maxsize=10_000)(_words)


def search_key(value: str) -> str:
    """The text folded to its words, for comparing and indexing."""
    return " ".join(words(value))


def trigrams(value: str) -> set[str]:
    """The letter triples of each folded word, with its edges marked by a space."""
    found = set()
    for word in words(value):
        padded = f"  {word} "
        found.update(padded[i : i + 3] for i in range(len(padded) - 2))
    return found
