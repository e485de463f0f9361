"""The shape of a name: what two names share that an eye takes for one (after UTS 39), and keys to find doubles.

"Ministerul Sănătății", "Мinisterul  5ănătății" and "M I N I S T E R U L Sanatatii" have one shape. Letters of other
alphabets that look like Latin ones become them, marks and unseen signs go, digits become the letters they stand for,
doubled letters are one, and nothing stands between.
"""

import unicodedata
from functools import lru_cache

from rootbridge.base.core.text import UNSEEN, search_key, trigrams

# What each Latin letter is drawn as elsewhere: Cyrillic, Greek, Armenian, Cherokee, Coptic, phonetic letters, signs.
DRAWN = {
    "a": "аɑαᴀꭺᎪӓ@4∀Λ∂ąⱥ",
    "b": "вьъβᏼʙ68ЪЬƄɓБ",
    "c": "сϲᴄⅽꮯᏟ¢©ҫςↄć(",
    "d": "ԁɗᎠⅾժᏧđꭰ",
    "e": "еєεҽ℮ɛᎬэ3€ёҿℯꬲєΣ∑ә",
    "f": "ғƒϝꞙẝք",
    "g": "ԍɡցᏀǥ9ɢᶃ",
    "h": "нһհᏂʜⲏңҥђћℎ",
    "i": "іιӏıїɩᎥ1l|!ⅼɪꙇǀיןỉļłℓј¡ї",
    "j": "јϳյᎫʝ",
    "k": "кκᏦқҝⲕĸҡ",
    "m": "мϻᎷⅿʍ₥ӎ",
    "n": "пηոռɴҋŋи",
    "o": "оοօ0ᴏσᎾە○●Οסဝⲟө∅øθⓞ",
    "p": "рρᏢթϸƿᴘ",
    "q": "ԛգզɋ",
    "r": "гᴦɾʀᏒяⲅ®ꭇ",
    "s": "ѕꜱսՏ5$ʂᏚꮪš",
    "t": "тτ7+†ᎢꭲŧԏէТ",
    "u": "υսᴜʋμцџՍ∪",
    "v": "νѵᴠᏙⅴ√ѷ",
    "w": "ѡԝᴡᎳшщωա",
    "x": "хχ×ⅹ✕ҳ᙮",
    "y": "уүγყᎽʏ¥ұў",
    "z": "зᴢꮓᏃʐƶ2",
}
CAPITALS = {"Ν": "n", "Η": "h", "Μ": "m", "Υ": "y", "Χ": "x", "Ζ": "z", "Γ": "r", "Ρ": "p", "Β": "b", "Τ": "t",
            "Ι": "i", "Κ": "k", "Ε": "e", "Α": "a", "Ο": "o", "Ϲ": "c", "Ј": "j", "Ѕ": "s", "І": "i"}  # fmt: skip
ONE = {ord(sign): letter for letter, signs in reversed(DRAWN.items()) for sign in signs} | {
    ord("l"): "i", ord("ß"): "ss", ord("æ"): "ae", ord("œ"): "oe", ord("ł"): "i", ord("đ"): "d", ord("ø"): "o",
}  # fmt: skip
SOUNDS = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ж": "j", "з": "z", "и": "i", "й": "i", "к": "k",
    "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "h",
    "ц": "ts", "ч": "c", "ш": "s", "щ": "s", "ъ": "", "ы": "i", "ь": "", "э": "a", "ю": "iu", "я": "ia", "і": "i",
    "ї": "i", "є": "e", "ґ": "g",
}  # fmt: skip
SOUNDED = str.maketrans(SOUNDS)
# Words that many names share say little about which one it is.
GENERIC = frozenset({
    "asociatia", "asociatie", "association", "asociacion", "associazione", "asotsiatsiia", "obstina", "obscina", "grup",
    "grupul", "group", "groupe", "grupo", "gruppo", "initiativa", "initiative", "initiativ", "initsiativnaia", "gruppa",
    "diaspora", "diasporei", "moldova", "moldovei", "moldoveni", "moldovenilor", "comunitatea", "community", "ong",
    "federatia", "federation", "centrul", "center", "centre", "fundatia", "foundation", "of", "de", "din", "in", "the",
    "and", "si", "a", "al", "e", "di", "la", "des", "du", "et", "und", "der", "jamia", "رابطه", "جمعيه",
})  # fmt: skip


# A name is asked for its shapes several times in a row, by each check of a piece of a list.
AT_HAND = 8192


@lru_cache(maxsize=50_000)
def shape(word: str) -> str:
    """The shape of one run of letters: "Мinisteru1" → "ministerui"."""
    word = "".join(CAPITALS.get(sign, sign) for sign in unicodedata.normalize("NFKD", UNSEEN.sub("", word)))
    word = "".join(sign for sign in word if unicodedata.category(sign) not in {"Mn", "Me", "Mc", "Cf", "Cc", "Co"})
    word = word.translate(ONE).casefold().translate(ONE)
    word = "".join(sign for sign in unicodedata.normalize("NFKD", word) if sign.isalnum())
    return _once(_once(word.replace("vv", "w")).replace("rn", "m"))


def _once(word: str) -> str:
    """Doubled letters are one."""
    return "".join(sign for place, sign in enumerate(word) if place == 0 or word[place - 1] != sign)


@lru_cache(maxsize=AT_HAND)
def shapes(name: str) -> tuple[str, ...]:
    """The shapes of its words, in order; signs of no letter are nothing."""
    found = (shape(word) for word in UNSEEN.sub("", name[:400]).replace("-", " ").replace(".", " ").split())
    return tuple(word for word in found if word)


@lru_cache(maxsize=AT_HAND)
def skeleton(name: str) -> str:
    """The shape of the whole name, without spaces."""
    return shape("".join(name[:400].split()))


def sorted_skeleton(name: str) -> str:
    """The same whatever the order of its words."""
    return "".join(sorted(shapes(name)))


@lru_cache(maxsize=AT_HAND)
def spoken(name: str) -> str:
    """The name as words in Latin letters, folded: "Ассоциация Орхей" → "asotsiatsiia orhei"."""
    return search_key(search_key(name).translate(SOUNDED))


def telling(name: str) -> str:
    """Its words that tell it from others; all of them where none does."""
    words = spoken(name).split()
    return " ".join([word for word in words if word not in GENERIC] or words)


def name_keys(names) -> set[str]:
    """Letter triples of the telling words of all names."""
    return {key for name in names if name for key in trigrams(telling(name))}
