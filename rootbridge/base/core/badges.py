"""Names that dress up as checked: ticks, stars, emoji, and the word "verified" in any language. Only a page of ours
says that somebody was checked, so no name may."""

import re
import unicodedata

from .text import search_key

# Signs that stand for a badge although they are no pictures: ticks, stars, seals, the letters of a trade mark.
SIGNS = set("✓✔√☑✅✗★☆⭐🎖🏅🛡🔰®©™℠⚜❖◉●✪✯❂")
WORDS = re.compile(
    r"\b(verified|verify|verificat[aei]?|verificad[oa]s?|verifi[eé]e?s?|certified|certificat[aă]?|certifi[eé]e?s?|"
    r"certificad[oa]s?|provereno?|проверен\w*|подтвержд\w*|верифицирован\w*|сертифицирован\w*|"
    r"موثق\w*|موثوق\w*|معتمد\w*|متحقق\w*|bestatigt|verifiziert|gepruft|verificat[oi]|potwierdzon\w*|"
    r"onaylanmis|dogrulanmis|перевірен\w*|підтвердж\w*)\b"
)
PICTURES = ("So", "Sk", "Co", "Cs")
VARIATION = range(0xFE00, 0xFE10)


def bears_badge(name: str) -> bool:
    """Does a name carry a sign or a word that looks like a badge?"""
    if any(_is_sign(letter) for letter in name):
        return True
    bare = "".join(letter for letter in unicodedata.normalize("NFKD", name) if not unicodedata.combining(letter))
    return bool(WORDS.search(bare.casefold()) or WORDS.search(name.casefold()) or WORDS.search(search_key(name)))


def _is_sign(letter: str) -> bool:
    if letter in SIGNS or ord(letter) in VARIATION:
        return True
    return unicodedata.category(letter) in PICTURES and letter not in "^`´¨¸°"
