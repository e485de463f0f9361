"""The engine of today: PostgreSQL's full text over words folded in Python, spelling by a table of all words.

Every word must stand there, in the text or in its translations; the title weighs most, a word as it was typed more than
its synonym; failing that, what has half of the words. At most three queries: how the words may be spelt; what has them
all; what has some.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from django.db import connection
from django.utils import timezone

from rootbridge.base.core.findable import Document
from rootbridge.shared.translation.reading import reading_order

from ..query import Unit
from . import writing
from .contract import Answer, Asked, Count, Hit
from .spelling import spell
from .statements import FACETS, FIND, NEAREST, SUGGEST
from .tsqueries import Wording

FACET_NAMES = ("kind", "topic", "residence", "place", "language")
# Of what was typed this much must be there; of a whole sentence less.
ENOUGH, SENTENCE, ENOUGH_OF_SENTENCE, IN_BODY = 0.5, 5, 0.4, 0.6


class PostgreSQL:
    """Fulfils `contract.Engine`."""

    def find(self, asked: Asked) -> Answer:
        if not asked.query or not asked.kinds:
            return Answer()
        wording = self._wording(asked)
        answer = _answer(_rows(FIND, _parameters(asked, wording)))
        spelt = _spelt(wording)
        if answer.unnarrowed:
            return replace(answer, is_near=bool(spelt), spelt=spelt)
        return self._nearest(asked, wording)

    def suggest(self, asked: Asked) -> list[Hit]:
        if not asked.query or not asked.kinds:
            return []
        wording = self._wording(asked)
        return [Hit(row[1], *row[3:]) for row in _rows(SUGGEST, _parameters(asked, wording, wanted=wording.typed))]

    def facets(self, asked: Asked) -> dict[str, list[Count]]:
        if not asked.query or not asked.kinds:
            return {}
        return _answer(_rows(FACETS, _parameters(asked, self._wording(asked)))).facets

    def write(self, kind: str, object_id: int | None, documents: Iterable[Document]) -> None:
        writing.write(kind, object_id, documents)

    def rebuild(self, kinds: dict[str, Iterable[Document]]) -> Iterator[int]:
        return writing.rebuild(kinds)

    def _wording(self, asked: Asked) -> Wording:
        """The typed words in units, each put right where no text has it. One query, none where all are synonyms."""
        units = asked.known.widen(asked.query, asked.language)
        words = [word for unit in units if not unit.others for word in unit.words]
        spellings = spell(words) if words else {}
        found = []
        for unit in units:
            word = unit.words[0]
            is_strange = not unit.others and word in spellings and not spellings[word].is_there
            others = asked.known.like(word, asked.language) if is_strange else ()
            found.append(Unit(unit.words, others) if others else unit)
        return Wording(found, spellings)

    def _nearest(self, asked: Asked, wording: Wording) -> Answer:
        """What has enough of the words, the best of it; counted by kind alone, and only as far as it is shown."""
        some = wording.some()
        if not some:
            return Answer(is_near=True)
        units = [wording.unit(unit) for unit in wording.units]
        rows = _rows(NEAREST, _parameters(asked, wording, wanted=some) | {"units": units})
        enough = ENOUGH if len(asked.query.words) < SENTENCE else ENOUGH_OF_SENTENCE
        hits = []
        for _what, kind, _count, *columns, score, in_head, in_text in rows:
            nearness = _nearness(wording.units, in_head, in_text)
            if nearness >= enough:
                hits.append(Hit(kind, *columns, score=nearness + score / 10))
        kinds: dict[str, int] = {}
        for hit in hits:
            kinds[hit.kind] = kinds.get(hit.kind, 0) + 1
        hits.sort(key=lambda hit: -hit.score)
        return Answer(hits, len(hits), {"kind": [Count(*one) for one in kinds.items()]}, is_near=True)


def _parameters(asked: Asked, wording: Wording, *, wanted: str = "") -> dict:
    choice = asked.choice
    return {
        "wanted": wanted or wording.wanted, "best": wording.best, "loose": wording.loose, "now": timezone.now(),
        "kinds": list(asked.kinds), "is_member": asked.is_member, "kind": choice.kind, "topic": choice.topic,
        "residence": choice.residence, "place": choice.place, "exists": choice.language, "language": asked.language,
        "read": list(asked.read), "order": list(reading_order(asked.language, asked.read)), "most": asked.most,
    }  # fmt: skip


def _rows(statement: str, parameters: dict) -> list[tuple]:
    with connection.planned() as cursor:
        cursor.execute(statement, parameters)
        return cursor.fetchall()


def _answer(rows: list[tuple]) -> Answer:
    totals, hits = {"total": 0, "unnarrowed": 0}, []
    facets: dict[str, dict[str, Count]] = {}
    for what, value, count, *columns in rows:
        if what == "hit":
            hits.append(Hit(value, *columns))
        elif what in totals:
            totals[what] = count
        else:
            facets.setdefault(what, {})[value] = Count(value, count, columns[3] or "")
    everywhere = facets.get("residence", {}).pop("", Count("", 0)).count
    facets["residence"] = {
        code: replace(one, count=one.count + everywhere) for code, one in facets.get("residence", {}).items()
    }
    counts = {name: _commonest(facets.get(name, {}).values()) for name in FACET_NAMES}
    return Answer(hits, facets={name: found for name, found in counts.items() if found}, **totals)


def _commonest(counts: Iterable[Count]) -> list[Count]:
    return sorted(counts, key=lambda one: (-one.count, one.value))


def _spelt(wording: Wording) -> str:
    """The words as they were put right; "" where they stand as typed."""
    spellings = [wording.of(word) for unit in wording.units for word in unit.words]
    if not any(one.is_other for one in spellings):
        return ""
    return " ".join(one.best[0] if one.best else one.word for one in spellings)


def _nearness(units: list[Unit], in_head: list[bool], in_text: list[bool]) -> float:
    """How much of what was typed a thing has, 0 to 1."""
    total = sum(len(unit.words) for unit in units)
    return sum(
        len(unit.words) * (1 if head else IN_BODY if text else 0)
        for unit, head, text in zip(units, in_head, in_text, strict=True)
    ) / total  # fmt: skip
