"""What people type about their work, as folded words; and which ends of words are only another form.

Another form is another gender, number or case: "infirmier", "infirmière"; "медбрат" is none (a label says that).
"""

import re
from functools import lru_cache
from typing import NamedTuple

from rootbridge.base.core.text import search_key

LONGEST_TEXT = 300
MOST_WORDS = 12
STEM = 4  # letters that two forms of one word share at least
CUT = re.compile(r"(\w+)\.(?=\s|\w|$)")

# Words around the occupation, left aside when others remain: "I work as a …", "lucrez ca …".
SMALL = {
    "en": "i am im a an the as at in of for with on to by from my me and or is was were be been being do doing did have "
    "had has work works worked working job jobs career looking search want wanted would like used currently now since "
    "years year experience experienced qualified profession professional occupation",
    "ro": "eu sunt sint am fost era eram ca la in pe de din cu pentru si sau un o al a ai ale lucrez lucram lucrat "
    "munca muncesc muncit muncind caut cautat vreau doresc job loc post serviciu acum ani an experienta meserie "
    "meseria profesie profesia specialitatea calificare lucrand care mea meu",
    "ru": "я мы это как в во на у с со по для и или из за был была были есть работаю работал работала работать работаем "
    "работе работой ищу искал искала хочу хотел хотела работу работа вакансия должность должности сейчас лет года год "
    "опыт стаж профессия специальность моя мой по",
    "fr": "je j ai suis etais etait etre ete un une le la les l du de d des en a au aux dans chez pour avec comme et ou "
    "travaille travaillais travailler travail travaille metier emploi poste cherche recherche voudrais veux mon ma "
    "actuellement ans an annees experience profession",
    "es": "yo soy era fui he sido un una el la los las de del en a al con para por como y o mi me trabajo trabaje "
    "trabajaba trabajado trabajar trabajando busco buscando empleo puesto quiero quisiera profesion oficio ahora "
    "actualmente anos ano experiencia",
    "ar": "انا كنت كان اعمل عملت اشتغل شغل عمل وظيفه مهنه مهنتي في من علي الي عن مع ب ل و او هو هي ابحث اريد حاليا سنه "
    "سنوات خبره كـ",
}
ENDINGS = frozenset(
    # Romanian, French, Spanish, Italian, English, without their accents
    " a e i o u s es as os ii ei ul ua ului le lui lor lui ilor elor ele ile ia ie ica ita ite ista iste ist r are ara "
    "ari ori oare or oara easa ese eza eur euse rice ice se x ve f ne ine in te me sse esse ress er ere ers ing ings ed "
    "ora oras ores riz tor toare tori l ux aux la le lo ra ro iera iere ier ieri iers ieres ienne ien ne nes no na "
    # Russian
    "а я ы и у ю е о ой ей ою ею ом ем ам ям ах ях ами ями ов ев ок ий ый ая яя ое ее ые ие ого его ому ему ым им ых их "
    "ую юю к ца цы це цу цей ка ки ке ку кой ок ша ши ше шу иха ихи ница ницы нице ницу ницей ник ь ья "
    # Arabic
    "ه ات ون ين ي يه ان ا و يات يون ته هم ".split(" ")
)


class Typed(NamedTuple):
    """A folded word; `is_cut` when a dot cut it short ("med.")."""

    word: str
    is_cut: bool = False


def typed_words(text: str, language: str) -> list[Typed]:
    """The words of a text that may tell an occupation or a skill, at most `MOST_WORDS`; any text will do."""
    text = text[:LONGEST_TEXT]
    cut = {search_key(found) for found in CUT.findall(text)}
    words = search_key(text).split()
    telling = [word for word in words if word not in _small(language)] or words
    return [Typed(word, word in cut and len(word) <= 6) for word in dict.fromkeys(telling)][:MOST_WORDS]


@lru_cache(maxsize=32)
def _small(language: str) -> frozenset[str]:
    return frozenset(search_key(SMALL.get(language, "")).split())


def shared_beginning(one: str, other: str) -> int:
    """How many letters two words share at their beginning."""
    for i, (a, b) in enumerate(zip(one, other, strict=False)):
        if a != b:
            return i
    return min(len(one), len(other))


def is_form(one: str, other: str, shared: int) -> bool:
    """Are these two forms of one word, given the letters they share at their beginning?"""
    return shared >= STEM and one[shared:] in ENDINGS and other[shared:] in ENDINGS
