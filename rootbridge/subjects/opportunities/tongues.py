"""Which language somebody wrote in, told from its letters and its small words; the parts of a sentence between them."""

import re

from rootbridge.base.core.text import search_key, words

SCRIPTS = (
    ("ar", re.compile("[\u0600-\u06ff]")),
    ("ru", re.compile("[\u0400-\u04ff]")),
    ("el", re.compile("[\u0370-\u03ff]")),
    ("he", re.compile("[\u0590-\u05ff]")),
)
SMALL_WORDS = {
    "ro": "si sunt este pot la cu pentru nu ca din in va sa mai am aici ore ziua buna as cum dar sau care despre",
    "en": "the and i is are to of in for can with you have my not this that am we hours hello would how",
    "fr": "je le la les et est de des pour un une avec vous pas mon dans suis peux que bonjour heures nous",
    "es": "el los las y es de para un una con no mi soy puedo que por buenos horas estoy muy como hola",
    "it": "il lo gli e di per un una con non sono posso che buongiorno ore mio della nel anche come ciao",
    "de": "ich der die das und ist fur mit nicht kann ein eine zu bin habe guten stunden wir auch wie",
}
KNOWN = {language: frozenset(small.split()) for language, small in SMALL_WORDS.items()}
# Words that join the parts of a sentence besides.
JOINTS = {
    "en": "who whom whose which our us at by from on about into how know knows two three four need needs needed "
    "wanted looking",
    "ro": "o un una unui unei a al ale ne noi noastra noastre nostru care cine prin la de se stie cunoaste doi doua "
    "trei caut cautam nevoie",
    "ru": "и в во на с со для по из за о об к ко который которая которые кто наш наша нам чтобы нужен нужна нужны "
    "нужно ищем требуется",
    "fr": "qui du d l a au aux en par sur nos notre nous cherche cherchons besoin",
    "es": "del al que quien en a por nos nuestro nuestra busca buscamos necesitamos",
    "ar": "من في الي على مع التي الذي مطلوب مطلوبه نبحث نحتاج",
}
SPLIT = re.compile(r"[,.;:!?()\[\]«»„”“\"–—/\n،؛]+|\s-\s")
LEAST = 2  # small words that must be found


def guess(text: str, otherwise: str) -> str:
    """The code of the likeliest language; ``otherwise`` where the text says too little."""
    for language, letters in SCRIPTS:
        if len(letters.findall(text)) * 2 > len(re.findall(r"[^\W\d_]", text)):
            return language
    typed = words(text[:2000])
    found = {language: sum(word in known for word in typed) for language, known in KNOWN.items()}
    best = max(found, key=lambda language: (found[language], language == otherwise))
    return best if found[best] >= LEAST else otherwise


def phrases(text: str, language: str) -> list[str]:
    """The parts of a text between stops and small words."""
    small = KNOWN.get(language, frozenset()) | set(JOINTS.get(language, "").split())
    found, part = [], []
    for piece in SPLIT.split(text[:500]):
        for word in [*piece.split(), ""]:
            if word and search_key(word) not in small:
                part.append(word)
            elif part:
                found.append(part)
                part = []
    return [" ".join(part) for part in found]
