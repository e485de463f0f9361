"""Other words for the same thing, while somebody waits: the groups of the staff, remembered for a few seconds.

At the time of the query and not of the index: a group changed now is found with now, in every text at once. Words that
belong to one text alone stand with the text and are indexed with it.
"""

import time
from collections.abc import Iterable
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process

from .models import GroupWord
from .query import Query, Term, Unit
from .words import stem

SECONDS_REMEMBERED = 5.0
# Other words that one typed word may stand for; alike enough to be a misspelling of a word of a group.
MOST_OTHERS, ALIKE = 24, 82
_memory: dict[str, object] = {"known": None, "until": 0.0}


@dataclass(frozen=True)
class Synonyms:
    """``terms``: {group: folded terms}; ``heads``: {stem of the first word: [(term, group, language)]}."""

    terms: dict[object, list[Term]] = field(default_factory=dict)
    heads: dict[str, list[tuple[Term, object, str]]] = field(default_factory=dict)

    @classmethod
    def of(cls, rows: Iterable[tuple[object, str, str]]) -> "Synonyms":
        """From (group, language, folded words)."""
        known = cls()
        for group, language, key in rows:
            term = tuple(key.split())
            if term:
                known.terms.setdefault(group, []).append(term)
                known.heads.setdefault(stem(term[0]), []).append((term, group, language))
        for there in known.heads.values():
            there.sort(key=lambda one: -len(one[0]))
        return known

    def widen(self, query: Query, language: str) -> list[Unit]:
        """What was typed in units, the longest that a group knows first, each with what else it may be called."""
        units, at = [], 0
        while at < len(query.words):
            length, others = self._others(query.words[at:], language)
            units.append(Unit(query.words[at : at + length], others))
            at += length
        return units

    def _others(self, words: Term, language: str) -> tuple[int, tuple[Term, ...]]:
        """How many words a term of a group takes, and the other terms of it; (1, ()) when there is none."""
        beginnings = [stem(word) for word in words]
        fitting = [
            (term, group, code)
            for term, group, code in self.heads.get(beginnings[0], ())
            if [stem(word) for word in term] == beginnings[: len(term)]
        ]
        if not fitting:
            return 1, ()
        length = len(fitting[0][0])
        longest = [one for one in fitting if len(one[0]) == length]
        own = [one for one in longest if one[2] == language] or longest
        typed = tuple(beginnings[:length])
        found = dict.fromkeys(term for _term, group, _code in own for term in self.terms[group])
        return length, tuple(term for term in found if tuple(map(stem, term)) != typed)[:MOST_OTHERS]

    def like(self, word: str, language: str) -> tuple[Term, ...]:
        """The terms of the group that has the word most like a misspelt one; () when none is."""
        if len(word) < 4:
            return ()
        singles = [term[0] for there in self.heads.values() for term, _group, _code in there if len(term) == 1]
        alike = process.extractOne(word, singles, scorer=fuzz.ratio, score_cutoff=ALIKE)
        return ((alike[0],), *self._others((alike[0],), language)[1]) if alike else ()


def synonyms() -> Synonyms:
    """The groups as they are: one query every few seconds, none between."""
    if time.monotonic() >= _memory["until"]:
        _memory["known"] = Synonyms.of(GroupWord.objects.order_by("pk").values_list("group_id", "language", "key"))
        _memory["until"] = time.monotonic() + SECONDS_REMEMBERED
    return _memory["known"]


def forget() -> None:
    """Read them anew at the next question."""
    _memory["until"] = 0.0
