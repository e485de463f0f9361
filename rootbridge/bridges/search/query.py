"""What somebody typed, made ready to be looked for."""

import re
from dataclasses import dataclass

from rootbridge.base.core.text import search_key, words

from .words import LONGEST_WORD, telling

MOST_LETTERS = 200
MOST_WORDS = 10
# Words that carry no matter, in the languages of the interface, by language.
EMPTY_WORDS = {
    "en": "a an and are as at be by can do does for from get have how i if in into is it me my of on or our that the "
          "their there to was we what when where which who why will with you your need want about must should",
    "ro": "a acest aceasta ai al ale am ar are as asta au ca care ce cel cine cu cum cand unde da daca de despre din "
          "dupa e ea ei el eu este fac fara fi fie i ii il imi in intr isi iti la le li lui ma mai ne nu o pe pentru "
          "poate pot prin sa sau se si sunt te ti un una unei unui va vi vreau trebuie",
    "ru": "а без бы в во вы где да для до его ее если есть же за и из или их к как какие какой когда кто ли меня мне "
          "могу можно мой моя мы на надо не нет ни но нужно о об от по при с со так то что чтобы это я",
    "fr": "a ai au aux avec ce ces comment dans de des du elle en est et faire faut il ils je la le les leur ma mes "
          "mon ne ou par pas pour quand que quel quelle qui sa sans se ses si son sont sur un une vous",
    "es": "a al como con cuando cual de del donde el ella en es esta este esto hacer hay la las lo los me mi mis no "
          "o para pero por puedo que quien se si sin son su sus un una y yo",
    "ar": "في من على عن الى إلى هل كيف ما ماذا متى اين أين لا و او أو ان أن إن هذا هذه التي الذي لي مع كل بعد قبل",
}  # fmt: skip
EMPTY = {key for line in EMPTY_WORDS.values() for key in words(line)}
SOMEBODYS = re.compile(r"\S+@\S+|\d{4,}")


Term = tuple[str, ...]


@dataclass(frozen=True)
class Unit:
    """Typed words that stand for one thing, and ``others``: what else it may be called."""

    words: Term
    others: tuple[Term, ...] = ()


@dataclass(frozen=True)
class Query:
    """``typed``: as it came, cut to a sane length; ``words``: the folded words that carry matter."""

    typed: str
    words: tuple[str, ...]

    @classmethod
    def read(cls, typed: str) -> "Query":
        typed = " ".join(typed[:MOST_LETTERS].split())
        found = list(dict.fromkeys(word[:LONGEST_WORD] for word in telling(typed)))
        kept = [word for word in found if word not in EMPTY] or found
        return cls(typed, tuple(kept[:MOST_WORDS]))

    def __bool__(self):
        return bool(self.words)

    @property
    def countable(self) -> str:
        """The folded words as they may be counted: without numbers and addresses that could be somebody's."""
        return search_key(SOMEBODYS.sub(" ", self.typed))
