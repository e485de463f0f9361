"""A hundred thousand made-up texts in six languages: words of each alphabet's own letters, as often as words of a
language are (the n-th word 1 / (n + 2.7) as often as the first), always the same ones for the same number.

A text is a title, a lead and a body of forty words; a fifth of the things exist in a second language too.
"""

import hashlib
import random
from itertools import accumulate
from pathlib import Path

from rootbridge.base.core.findable import Document

ITEMS, WORDS_A_LANGUAGE, SEED = 100_000, 20_000, 8
# What stands in nearly every text, as "the" and "și" do, and is not what anybody looks for.
EMPTY = 40
SYLLABLES = {
    "en": ("b br c ch d f g gr h k l m n p pr r s sh st t th tr v w", "a e i o u ea ee oo ai", " n r s t l ck nd ng"),
    "ro": ("b c ch d f g gh l m n p pr r s ș st t ț tr v z", "a ă e i î o u ea ia ie", " n r s t l ș ț nt rd"),
    "ru": ("б в г д ж з к л м н п пр р с ст т тр х ц ч ш", "а е и о у ы я ю е", " н р с т л й ть сть в"),
    "fr": ("b br c ch d f g gr j l m n p pr qu r s t tr v", "a é è e i o u ou eau ai ê", " n r s t l nt x"),
    "es": ("b br c ch d f g gr j l ll m n p pr r s t tr v", "a á e é i í o ó u ue", " n r s l z ción"),
    "ar": ("ب ت ث ج ح خ د ر ز س ش ص ط ع غ ف ق ك ل م ن ه", "ا و ي  ", " ن ر س ت ل ة م"),
}
TOPICS = ("papers", "family", "work", "money", "pension", "health", "study", "property", "car", "voting", "business")
COUNTRIES = ("IT", "DE", "RO", "FR", "ES", "GB", "US", "RU", "PT", "IE", "GR", "IL", "TR", "CA", "BE", "CZ")
REGIONS = tuple(f"MD-{number:02}" for number in range(36))
# Kind, its share of a hundred; those of a topic hold for a country of residence, those of a place do not.
KINDS = (("services.guide", 20, "topic"), ("help.publishedanswer", 40, "topic"), ("opportunities.need", 25, "place"),
         ("events.event", 10, "place"), ("offices.office", 5, "office"))  # fmt: skip


class Language:
    """The words of one language, and how often each is said."""

    def __init__(self, code: str, dice: random.Random):
        self.code, self.dice = code, dice
        heads, hearts, tails = (line.split(" ") for line in SYLLABLES[code])
        words: dict[str, None] = {}
        while len(words) < WORDS_A_LANGUAGE:
            count = dice.choices((1, 2, 3, 4), (1, 6, 7, 3))[0]
            syllables = (dice.choice(heads) + dice.choice(hearts) for _syllable in range(count))
            word = "".join(syllables) + dice.choice(tails)
            if len(word) > 2:
                words[word] = None
        self.words = sorted(words, key=lambda word: len(word) / 12 + dice.random())
        self.often = list(accumulate(1 / (place + 2.7) for place in range(len(self.words))))

    def say(self, count: int) -> list[str]:
        return self.dice.choices(self.words, cum_weights=self.often, k=count)

    @property
    def empty(self) -> frozenset[str]:
        return frozenset(self.words[:EMPTY])


def languages() -> dict[str, Language]:
    dice = random.Random(SEED)
    return {code: Language(code, dice) for code in SYLLABLES}


def documents(known: dict[str, Language], count: int = ITEMS):
    """The texts, those of one thing one after another."""
    dice, codes = random.Random(SEED + 1), list(known)
    for language in known.values():
        language.dice = random.Random(SEED + 2)
    shares = [share for _kind, share, _sort in KINDS]
    for number in range(count):
        kind, _share, sort = dice.choices(KINDS, shares)[0]
        first = codes[number % len(codes)]
        second = dice.choice(codes) if dice.random() < 0.2 else first
        region = dice.choice(REGIONS) if sort != "topic" else ""
        shared = {
            "topic": dice.choice(TOPICS) if sort != "office" else "",
            "residence": [dice.choice(COUNTRIES)] if sort == "topic" and dice.random() < 0.4 else [],
            "place_path": f"MD/{region}/" if region else "MD/",
        }
        for code in dict.fromkeys((first, second)):
            yield _text(known[code], kind, number, shared)


def titles(known: dict[str, Language], count: int = 6_000):
    """Those of the first things."""
    return documents(known, count)


def digest() -> str:
    """Another file, another digest."""
    return hashlib.sha256(Path(__file__).read_bytes()).hexdigest()[:12]


def _text(language: Language, kind: str, number: int, shared: dict) -> Document:
    return Document(
        key=kind, object_id=number + 10_000_000, language=language.code,
        title=" ".join(language.say(6)).capitalize(), summary=" ".join(language.say(14)),
        words=" ".join(language.say(40)), url=f"/{language.code}/made/{kind}/{number}/", **shared,
    )  # fmt: skip
