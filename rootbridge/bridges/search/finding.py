"""Finding: every word must stand there, the title weighs most, a word as it was typed more than its synonym; failing
that, what comes nearest.

At most three queries: as typed; with a word that looks like a misspelt synonym put right; what comes nearest. A text is
found by any of its languages and shown in the one that the reader would read.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.db import connection
from rapidfuzz import fuzz, process

from rootbridge.base.core.bearings import Bearings
from rootbridge.base.core.findable import search_sources
from rootbridge.shared.translation.reading import reading_order
from rootbridge.shared.translation.related import Related

from .models import Entry
from .query import Query, Unit, any_of, as_typed, loose, stem
from .synonyms import Synonyms, synonyms

# Nearness below which a text is not offered for what was typed; alike enough to be a misspelling of a word.
ENOUGH, ALIKE = 0.5, 70
# Of a whole sentence fewer words need to be there.
SENTENCE, ENOUGH_OF_SENTENCE = 5, 0.4
IN_BODY = 0.6
NOWHERE = Bearings()
ALL_WORDS = """
WITH hit AS (
    SELECT kind, path, max(
        ts_rank('{0.05, 0.2, 0.8, 1.0}', vector, %(typed)s::tsquery, 1)
        + 0.3 * ts_rank('{0.05, 0.2, 0.8, 1.0}', vector, %(loose)s::tsquery, 1)
        + 2 * ts_rank('{0.05, 0.2, 0.8, 1.0}', vector, %(exact)s::tsquery, 1)
        + CASE WHEN language = %(language)s THEN 0.1 WHEN language = ANY(%(read)s) THEN 0.05 ELSE 0 END
    ) AS score
    FROM search_entry
    WHERE kind = ANY(%(kinds)s) AND vector @@ %(loose)s::tsquery
    GROUP BY kind, path
    ORDER BY score DESC LIMIT 200
)
SELECT DISTINCT ON (e.kind, e.path) e.kind, e.object_id, e.language, e.path, e.title, e.summary, e.place_path,
    e.residence, hit.score
FROM hit JOIN search_entry e USING (kind, path)
ORDER BY e.kind, e.path, array_position(%(order)s::varchar[], e.language), e.object_id
"""
NEAREST = """
WITH near AS (
    SELECT kind, path,
        max((SELECT count(*) FROM unnest(grams) AS one(gram) WHERE gram = ANY(%(grams)s::varchar[]))) AS shared,
        max(ts_rank('{0.1, 0.3, 0.8, 1.0}', vector, %(any)s::tsquery)) AS rank
    FROM search_entry
    WHERE kind = ANY(%(kinds)s) AND (vector @@ %(any)s::tsquery OR grams && %(grams)s::varchar[])
    GROUP BY kind, path
    ORDER BY rank DESC, shared DESC LIMIT 200
)
SELECT e.kind, e.object_id, e.language, e.path, e.title, e.summary, e.place_path, e.residence,
    e.names, ARRAY(SELECT e.vector @@ word::tsquery FROM unnest(%(each)s::text[]) AS word)
FROM near JOIN search_entry e USING (kind, path)
ORDER BY e.kind, e.path, array_position(%(order)s::varchar[], e.language), e.object_id
"""


@dataclass(frozen=True)
class Result:
    """One text found, in the language the reader will read; ``path`` stands below the reader's language."""

    kind: str
    object_id: int
    language: str
    path: str
    title: str
    summary: str
    place_path: str
    residence: list[str]
    score: float


@dataclass(frozen=True)
class Found:
    """``is_near``: nothing had every word, these come nearest."""

    results: list[Result]
    is_near: bool = False


def find(
    query: Query,
    *,
    language: str,
    read: Iterable[str] = (),
    bearings: Bearings = NOWHERE,
    known: Synonyms | None = None,
) -> Found:
    """What is found for a query, best first; parts that sleep are not looked into. One to three database queries.
    ``known``: the synonyms to go by, those of the platform where none are given."""
    kinds = [source.key for source in search_sources]
    if not query or not kinds:
        return Found([])
    known = synonyms() if known is None else known
    asked = {"kinds": kinds, "language": language, "read": list(read), "exact": query.exact}
    asked["order"] = list(reading_order(language, read))
    units = known.widen(query, language)
    if rows := _rows(ALL_WORDS, asked | {"loose": loose(units), "typed": as_typed(units)}):
        return Found(_ranked([Result(*row) for row in rows], bearings))
    spelt = known.widen(query, language, is_forgiving=True)
    if spelt != units and (rows := _rows(ALL_WORDS, asked | {"loose": loose(spelt), "typed": as_typed(spelt)})):
        return Found(_ranked([Result(*row) for row in rows], bearings), is_near=True)
    asked |= {"any": any_of(units), "grams": query.grams, "each": [*query.each, *(unit.wanted for unit in units)]}
    return Found(_ranked(_nearest(query, units, _rows(NEAREST, asked)), bearings), is_near=True)


def at_paths(paths: list[str], languages: Sequence[str]) -> list[Related]:
    """The texts at these paths, those of sleeping parts left out, each in the language it will be read in."""
    entries = Entry.objects.filter(path__in=paths, kind__in=[source.key for source in search_sources])
    texts: dict[str, dict[str, str]] = {}
    for path, code, title in entries.order_by("object_id").values_list("path", "language", "title"):
        texts.setdefault(path, {})[code] = title
    return [_best(path, texts[path], languages) for path in paths if path in texts]


def _best(path: str, titles: dict[str, str], languages: Sequence[str]) -> Related:
    code = next(code for code in (*languages, *titles) if code in titles)
    return Related(titles[code], path, code)


def _rows(sql: str, asked: dict) -> list[tuple]:
    with connection.planned() as cursor:
        cursor.execute(sql, asked)
        return cursor.fetchall()


def _ranked(results: list[Result], bearings: Bearings) -> list[Result]:
    """The reader's own country and home first among what fits alike."""

    def weight(result: Result) -> float:
        points = result.score
        if bearings.living and bearings.living in result.residence:
            points += 0.5
        elif bearings.living and result.residence:
            points -= 0.25
        if bearings.home and bearings.home in result.place_path.split("/"):
            points += 0.15
        return points

    return sorted(results, key=lambda result: (-weight(result), result.title))


def _nearest(query: Query, units: list[Unit], rows: list[tuple]) -> list[Result]:
    """The texts that have enough of the words, misspelt ones counted by how alike they are. Best language first."""
    shown, best = {}, {}
    for *columns, names, in_text in rows:
        result = Result(*columns, score=0.0)
        key = result.kind, result.path
        shown.setdefault(key, result)
        best[key] = max(best.get(key, 0.0), _nearness(units, names.split(), in_text))
    enough = ENOUGH if len(query.words) < SENTENCE else ENOUGH_OF_SENTENCE
    return [replace(shown[key], score=score) for key, score in best.items() if score >= enough]


def _nearness(units: list[Unit], names: list[str], in_text: list[bool]) -> float:
    """How much of what was typed a text has, 0 to 1. ``in_text``: of each word, then of each unit by any name."""
    stands, total = iter(in_text), sum(len(unit.words) for unit in units)
    words = [[_likeness(word, names, next(stands)) for word in unit.words] for unit in units]
    return sum(
        max(sum(likes), len(likes) * _other_name(unit, names, next(stands)))
        for unit, likes in zip(units, words, strict=True)
    ) / total  # fmt: skip


def _other_name(unit: Unit, names: list[str], stands: bool) -> float:
    """Does a text have what was typed by another name: in its title, in its words?"""
    for term in unit.others:
        if all(any(name.startswith(stem(word)) for name in names) for word in term):
            return 1.0
    return IN_BODY if stands and unit.others else 0.0


def _likeness(word: str, names: list[str], stands: bool) -> float:
    if any(name.startswith(stem(word)) for name in names):
        return 1.0
    if len(word) > 3:
        alike = process.extractOne(word, names, scorer=fuzz.ratio, score_cutoff=ALIKE)
        if alike:
            return alike[1] / 100
    return IN_BODY if stands else 0.0
