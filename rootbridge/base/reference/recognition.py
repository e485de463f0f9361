"""Free text in the reader's language in, occupations or skills out, the likeliest first.

An index in memory, built once a process for each language and for all languages together, and anew after a
taxonomy was loaded. A word in another language than the reader's counts for less.
"""

import threading
from array import array
from collections.abc import Iterable
from typing import NamedTuple

from django.db import connection

from rootbridge.base.core.text import search_key

from .folding import Typed, folded, typed_words
from .lexicon import Lexicon
from .models import Edition, Occupation, OccupationSkill, Skill, SkillLabel

EVERY = ""  # the index of all languages
ELSEWHERE = 0.8  # weight of a label in another language
CERTAIN = 0.97  # from here on no other language is asked
SHOWN = 0.02  # more for a label that is the one shown
OURS = 0.1  # more for a label of the starter: chosen by hand, in the words people use
TOLD_BY_GROUP = 0.08  # of what an occupation lacks, added when its group fits well
MORE = (0.0, SHOWN, OURS, OURS + SHOWN)
SURER = 3  # the better a label fits, the more its worth is added
COARSE = {1: 0.6, 2: 0.65, 3: 0.7}  # weight of a group by the digits of its code
LEAST = 0.3  # below this a match is none
MOST = 50
# What is offered to choose from holds at least this share of the best; more where the best leaves little doubt.
SHARE, SHARE_OF_SURE, SURE = 0.6, 0.7, 0.9

LABELS = """
    SELECT {noun}_id * 4 + (kind = 'preferred')::int + (source = 'starter')::int * 2, key
    FROM reference_{noun}label
    WHERE key <> '' AND (language = %(language)s OR %(language)s = '')
"""


class Match(NamedTuple):
    """An occupation or skill that a text may mean; `score` from 0 to 1, `label` its name for the reader."""

    uri: str
    label: str
    score: float
    pk: int


class Offer(NamedTuple):
    """A skill that goes with an occupation."""

    pk: int
    label: str
    is_essential: bool


class Index:
    """The labels of one language, or of all: which of them fit, and whose they are."""

    def __init__(self, noun: str, language: str):
        whose: dict[str, int | tuple[int, ...]] = {}
        with connection.cursor() as cursor:
            cursor.execute(LABELS.format(noun=noun), {"language": language})
            while rows := cursor.fetchmany(20_000):
                for held, key in rows:
                    known = whose.setdefault(key, held)
                    if known != held:
                        whose[key] = (*known, held) if isinstance(known, tuple) else (known, held)
        self.lexicon = Lexicon(whose, is_own=language != EVERY)
        self.starts, self.concepts = array("I", [0]), array("q")
        for key in self.lexicon.keys:
            held = whose[key]
            self.concepts.extend(held if isinstance(held, tuple) else (held,))
            self.starts.append(len(self.concepts))

    def search(self, typed: list[Typed], *, start: str = "") -> Iterable[tuple[int, float]]:
        """(number of a concept, score) for each label that fits."""
        for label, score in self.lexicon.search(typed, start=start):
            for held in self.concepts[self.starts[label] : self.starts[label + 1]]:
                yield held >> 2, score * (1 + MORE[held & 3] * score**SURER)


class Recogniser:
    """All that one process knows of one noun ("occupation" or "skill") in one edition of the data."""

    def __init__(self, noun: str, edition: int):
        self.noun, self.edition = noun, edition
        self.model = Occupation if noun == "occupation" else Skill
        self.lock = threading.Lock()
        self.indexes: dict[str, Index] = {}
        self.names: dict[str, dict[int, str]] = {}
        self.addresses = dict(self.model.objects.values_list("pk", "uri"))
        self.codes = dict(Occupation.objects.values_list("pk", "code")) if noun == "occupation" else {}
        self.groups = {code: pk for pk, code in self.codes.items() if "." not in code}

    def index(self, language: str) -> Index:
        """The index of a language, built when first asked for."""
        if language not in self.indexes:
            with self.lock:
                if language not in self.indexes:
                    self.indexes[language] = Index(self.noun, language)
        return self.indexes[language]

    def shown(self, language: str) -> dict[int, str]:
        """The name of each concept for a reader of the language, read when first asked for."""
        if language not in self.names:
            self.names[language] = self.model.objects.names(language)
        return self.names[language]

    def recognise(self, text: str, language: str, limit: int) -> list[Match]:
        """The concepts that the text may mean, the likeliest first."""
        typed = typed_words(text, language)
        if not typed:
            return []
        scores: dict[int, float] = {}
        for concept, score in self.index(language).search(typed, start=folded(text)):
            scores[concept] = max(scores.get(concept, 0.0), score)
        if max(scores.values(), default=0.0) < CERTAIN:
            for concept, score in self.index(EVERY).search(typed):
                scores[concept] = max(scores.get(concept, 0.0), score * ELSEWHERE)
        self._weigh_groups(scores)
        names = self.shown(language)
        best = sorted(scores, key=lambda concept: (-scores[concept], self._depth(concept), concept))[:limit]
        return [
            Match(self.addresses[concept], names.get(concept, ""), round(min(1.0, scores[concept]), 3), concept)
            for concept in best
            if scores[concept] >= LEAST and concept in self.addresses
        ]

    def _weigh_groups(self, scores: dict[int, float]) -> None:
        """A group speaks for the occupations below it; a coarse group says little."""
        for concept, score in list(scores.items()):
            code = self.codes.get(concept, "")
            if "." in code:
                told = scores.get(self.groups.get(code[:4], 0), 0.0)
                scores[concept] = score + TOLD_BY_GROUP * told
            else:
                scores[concept] = score * COARSE.get(len(code), 1.0)

    def _depth(self, concept: int) -> int:
        return self.codes.get(concept, "").count(".") or 9


_recognisers: dict[str, Recogniser] = {}
_lock = threading.Lock()


def recogniser(noun: str) -> Recogniser:
    """What this process knows of the noun, of the newest edition. One query."""
    edition = Edition.objects.number()
    known = _recognisers.get(noun)
    if known is None or known.edition != edition:
        with _lock:
            known = _recognisers[noun] = Recogniser(noun, edition)
    return known


def forget() -> None:
    """Know nothing, as a new process."""
    _recognisers.clear()


def recognise_occupations(text: str, language: str, limit: int = 8) -> list[Match]:
    """The occupations a text may mean, in words of any kind, the likeliest first. Any text will do."""
    return recogniser("occupation").recognise(text, language, min(limit, MOST))


def recognise_skills(text: str, language: str, limit: int = 8) -> list[Match]:
    """The skills a text may mean, the likeliest first. Any text will do."""
    return recogniser("skill").recognise(text, language, min(limit, MOST))


def likely(matches: list[Match]) -> list[Match]:
    """Of matches, the best first, those worth showing: none far below the best."""
    best = matches[0].score if matches else 0.0
    return [match for match in matches if match.score >= best * (SHARE_OF_SURE if best >= SURE else SHARE)]


def skills_of(occupation_ids: int | Iterable[int], language: str, limit: int = 40) -> list[Offer]:
    """The skills that go with this occupation, or these, and with their groups, to tick: at most `limit`.

    First those named in the reader's language, of these the essential before the useful; a name comes once.
    Three queries.
    """
    numbers = [occupation_ids] if isinstance(occupation_ids, int) else list(occupation_ids)
    asking = Occupation.objects.with_groups(numbers)
    rows = OccupationSkill.objects.filter(occupation__in=asking).values_list("skill", "is_essential")
    asked: dict[int, bool] = {}
    for skill, is_essential in rows:
        asked[skill] = asked.get(skill, False) or is_essential
    names = Skill.objects.filter(pk__in=asked).names(language)
    own = set(SkillLabel.objects.filter(skill__in=asked, language=language).values_list("skill", flat=True))
    offers: dict[str, Offer] = {}
    for skill in sorted(names, key=lambda skill: (skill not in own, not asked[skill], search_key(names[skill]))):
        offers.setdefault(search_key(names[skill]), Offer(skill, names[skill], asked[skill]))
    return list(offers.values())[:limit]


def prepare(*languages: str) -> None:
    """Build what occupations need in these languages now, so that nobody waits for it later."""
    known = recogniser("occupation")
    for language in languages:
        known.index(language)
        known.shown(language)
    known.index(EVERY)
