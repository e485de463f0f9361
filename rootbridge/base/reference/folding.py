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
    "en": "i im a an the as at in of for with on to by from my me and or is am was were be been being do doing did "
    "done have had has work works worked working job jobs career looking look search want wanted would like used "
    "currently now then before after since ago years year months ten five two three experience experienced "
    "qualified profession professional occupation trained also but when where who here there",
    "ro": "eu sunt sint am fost era eram ca la in pe de din cu pentru si sau dar un o al a ai ale lucrez lucram lucrat "
    "munca muncesc muncit muncind caut cautat vreau doresc job loc post serviciu acum apoi inainte dupa ani an "
    "luni zece cinci doi trei experienta meserie meseria profesie profesia specialitatea calificare lucrand care "
    "mea meu imi place stiu fac facut acasa aici acolo tara strainatate",
    "ru": "я мы это как в во на у с со по для и или но из за был была были есть работаю работал работала работать "
    "проработал проработала проработали отработал отработала работаем работе работой ищу искал искала хочу хотел "
    "хотела умею могу люблю работу работа вакансия должность должности сейчас раньше потом после лет года год "
    "месяцев десять пять два три двадцать опыт стаж профессия специальность моя мой образованию здесь там "
    "тоже",
    "fr": "je j ai suis etais etait etre ete un une le la les l du de d des en a au aux dans chez pour par avec comme "
    "et ou mais sur travaille travaillais travailler travail metier emploi poste cherche recherche voudrais veux "
    "mon ma mes actuellement maintenant avant apres depuis pendant ans an annees mois dix cinq deux trois "
    "experience profession sais faire fait aime ici pays etranger aussi formation",
    "es": "yo soy era fui he sido un una unos unas el la los las de del en a al con para por como y o pero mi me "
    "trabajo trabaje trabajaba trabajado trabajar trabajando busco buscando empleo puesto quiero quisiera "
    "profesion oficio ahora antes despues desde durante hace llevo actualmente anos ano meses diez cinco dos tres "
    "experiencia se hacer hago gusta aqui pais tambien titulo",
    "ar": "انا كنت كان اعمل عملت اشتغل اشتغلت شغل عمل وظيفه مهنه مهنتي في من علي الي عن مع ب ل و او هو هي ابحث اريد "
    "حاليا الان قبل بعد منذ سنه سنوات سنين خمس عشر خبره لدي عندي هنا هناك ايضا بلد",
}
# Ends of words that say gender, number or case: Romanian, French, Spanish and English; Russian; Arabic.
ENDS = (
    "a e i o u s es as os ii ei ul ua ului le lui lor ilor elor ele ile ia ie ica ita ite ista iste ist r are ara "
    "ari ori oare or oara easa ese eza eur euse rice ice se x ve f ne ine in te me sse esse ress er ere ers ing "
    "ings ed ora oras ores riz tor toare tori l ux aux la lo ra ro iera iere ier ieri iers ieres ienne ien nes no "
    "na "
    "а я ы и у ю е о ой ей ою ею ом ем ам ям ах ях ами ями ов ев ок ий ый ая яя ое ее ые ие ого его ому ему ым им "
    "ых их ую юю к ца цы це цу цей ка ки ке ку кой ша ши ше шу иха ихи ница ницы нице ницу ницей ник ь ья "
    "ه ات ون ين ي يه ان ا و يات يون ته هم "
)
ENDINGS = frozenset({"", *ENDS.split()})
LATIN = str.maketrans({
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ж": "zh", "з": "z", "и": "i", "й": "i", "к": "k",
    "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "h",
    "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sh", "ъ": "", "ы": "i", "ь": "", "э": "e", "ю": "iu", "я": "ia",
})  # fmt: skip
ALIKE = (("zh", "j"), ("sch", "sh"), ("kh", "h"), ("tz", "ts"), ("ya", "ia"), ("ja", "ia"), ("yu", "iu"), ("ju", "iu"),
         ("y", "i"), ("ck", "k"), ("c", "k"), ("w", "v"), ("x", "ks"))  # fmt: skip


class Typed(NamedTuple):
    """A folded word; `is_cut` when a dot cut it short ("med.")."""

    word: str
    is_cut: bool = False


def typed_words(text: str, language: str) -> list[Typed]:
    """The words of a text that may tell an occupation or a skill, at most `MOST_WORDS`; any text will do."""
    cut = {search_key(found) for found in CUT.findall(text[:LONGEST_TEXT])}
    words = folded(text).split()
    telling = [word for word in words if word not in _small(language)] or words
    return [Typed(word, word in cut and len(word) <= 6) for word in dict.fromkeys(telling)][:MOST_WORDS]


def folded(text: str) -> str:
    """The beginning of a text, folded."""
    return search_key(text[:LONGEST_TEXT])


@lru_cache(maxsize=32)
def _small(language: str) -> frozenset[str]:
    return frozenset(search_key(SMALL.get(language, "")).split())


def sounded(word: str) -> str:
    """A Latin or Cyrillic word as it may be typed on the other keyboard: "медсестра" and "medsestra" are one."""
    word = word.translate(LATIN)
    for spelt, plain in ALIKE:
        word = word.replace(spelt, plain)
    return word


def shared_beginning(one: str, other: str, known: int = 0) -> int:
    """How many letters two words share at their beginning, `known` of them already known."""
    most = min(len(one), len(other))
    while known < most and one[known] == other[known]:
        known += 1
    return min(known, most)


def is_form(one: str, other: str, shared: int) -> bool:
    """Are these two forms of one word, given the letters they share at their beginning?"""
    return shared >= STEM and one[shared:] in ENDINGS and other[shared:] in ENDINGS
