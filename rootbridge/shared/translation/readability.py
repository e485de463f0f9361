"""How easily a text reads, in each language, and which of its sentences are long.

European languages by LIX (Björnsson 1968): words a sentence plus how many of a hundred words have more than six
letters; no syllables, no word lists. The same text scores higher in a language of longer words: ``SHIFT`` moves the
bands by the median difference to English of texts that say the same. Romanian and Russian: the guides of the Moldova
pack, 83 in each; French and Spanish: 354 sentences of the interface, in the proportion that these have to guides.
Arabic, whose words carry their articles and pronouns, by the length of its sentences.
A sentence is long from 26 words (the GOV.UK style guide asks to look at those above 25), in Arabic from 16.
"""

import re
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from markupsafe import Markup, escape

EASY, FAIR, DEMANDING, HARD = "easy", "fair", "demanding", "hard"
LABELS = {
    EASY: _("Easy to read"), FAIR: _("Reads well"), DEMANDING: _("Demanding"), HARD: _("Hard to read"),
}  # fmt: skip
KINDS = {EASY: "fine", FAIR: "fine", DEMANDING: "soon", HARD: "late"}
# Up to which score a band goes. LIX: to 30 children's books, to 40 fiction, to 50 newspapers, above it learned prose.
LIX_BANDS = ((30, EASY), (40, FAIR), (50, DEMANDING))
ARABIC_BANDS = ((10, EASY), (15, FAIR), (20, DEMANDING))
SHIFT = {"en": 0, "ro": 11, "fr": 10, "es": 9, "ru": 17}
LONG_WORD = 6
MOST_WORDS = {"ar": 15}
USUAL_MOST_WORDS = 25
FEWEST_WORDS = 20  # below it a score says nothing

WORD = re.compile(r"[^\W\d_]+(?:[’'`-][^\W\d_]+)*")
END = re.compile(r"(?<=[.!?…؟۔])[»”\"')\]]*\s+|\n+")
# After these a point ends no sentence.
SHORTENED = re.compile(
    r"(?:^|[\s(])(?:[^\W\d_]|nr|art|alin|lit|str|bl|ap|etc|ex|dl|dna|dr|prof|pt|cf|al|mun|tel|ст|ул|стр|руб|тел|им|г|т|п|пп|"
    r"no|vs|mr|mrs|st|av|sr|sra|núm|p)\.$|^\s*\d+\.$",
    re.I,
)


@dataclass(frozen=True)
class Reading:
    """``score``: LIX, or words a sentence in Arabic; None where there is too little to say. ``long``: the sentences
    that are long, as they stand."""

    language: str
    words: int
    sentences: int
    score: int | None
    band: str
    long: tuple[str, ...]

    @property
    def label(self) -> str:
        return str(LABELS[self.band]) if self.band else ""

    @property
    def kind(self) -> str:
        """How a tag of it is drawn."""
        return KINDS.get(self.band, "plain")

    @property
    def most_words(self) -> int:
        """How many words a sentence may have."""
        return most_words(self.language)


def most_words(language: str) -> int:
    return MOST_WORDS.get(language, USUAL_MOST_WORDS)


def sentences_of(text: str) -> list[str]:
    """The sentences of a plain text, in their order; a line break ends one too."""
    found, start = [], 0
    for end in END.finditer(text):
        piece = text[start : end.start()]
        if "\n" not in end.group() and SHORTENED.search(piece.rstrip()):
            continue
        found.append(text[start : end.end()].strip())
        start = end.end()
    found.append(text[start:].strip())
    return [sentence for sentence in found if WORD.search(sentence)]


def measure(text: str, language: str) -> Reading:
    """How easily a plain text reads. Linear in its length."""
    sentences = sentences_of(text)
    counts = [len(WORD.findall(sentence)) for sentence in sentences]
    words = sum(counts)
    long = tuple(one for one, count in zip(sentences, counts, strict=True) if count > most_words(language))
    if words < FEWEST_WORDS:
        return Reading(language, words, len(sentences), None, "", long)
    if language == "ar":
        score, bands, shift = words / len(sentences), ARABIC_BANDS, 0
    else:
        long_words = sum(len(word) > LONG_WORD for word in WORD.findall(text))
        score, bands = words / len(sentences) + 100 * long_words / words, LIX_BANDS
        shift = SHIFT.get(language, 0)
    band = next((name for most, name in bands if score <= most + shift), HARD)
    return Reading(language, words, len(sentences), round(score), band, long)


def marked(text: str, language: str) -> Markup:
    """The text with its long sentences in ``<mark>``, paragraphs kept."""
    drawn = escape(text)
    for sentence in measure(text, language).long:
        drawn = drawn.replace(escape(sentence), Markup("<mark>{}</mark>").format(sentence), 1)
    return Markup("").join(Markup("<p>{}</p>").format(line) for line in drawn.split("\n") if line.strip())
