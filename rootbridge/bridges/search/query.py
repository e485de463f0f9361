"""What somebody typed, made ready to be looked for."""

import re
from dataclasses import dataclass
from functools import cached_property

from rootbridge.base.core.text import search_key, trigrams, words

from .index import LONGEST_WORD, quoted, telling

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
LONG_NUMBER = re.compile(r"\d{4,}")


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

    @cached_property
    def exact(self) -> str:
        """Every word, each as the beginning of a word: a tsquery."""
        return " & ".join(_beginning(word) for word in self.words)

    @cached_property
    def loose(self) -> str:
        """Every word but for its ending: "pensia" finds "pensie", "пенсию" finds "пенсия". A tsquery."""
        return " & ".join(_beginning(stem(word)) for word in self.words)

    @cached_property
    def each(self) -> list[str]:
        """Each word but for its ending: tsqueries."""
        return [_beginning(stem(word)) for word in self.words]

    @cached_property
    def any(self) -> str:
        """Any of the words but for their endings: a tsquery."""
        return " | ".join(self.each)

    @cached_property
    def grams(self) -> list[str]:
        return sorted(trigrams(" ".join(self.words)))

    @property
    def countable(self) -> str:
        """The folded words as they may be counted: without numbers that could be somebody's."""
        return search_key(LONG_NUMBER.sub(" ", self.typed))


def stem(word: str) -> str:
    """A word without the ending that a case or a number gives it: two letters of a long one, one of a shorter."""
    return word[: max(4, len(word) - (2 if len(word) > 5 else 1))] if len(word) > 4 else word


def _beginning(word: str) -> str:
    return f"{quoted(word)}:*" if len(word) > 1 else quoted(word)
