"""Concepts on their way in: rows are copied into temporary tables, checked there, and merged in sets.

One `Stage` is one loading, inside one transaction: when anything is wrong, nothing was written.
"""

from collections.abc import Callable
from contextlib import suppress

from django.db import connection

from rootbridge.base.core import versions
from rootbridge.base.core.text import clean_line, search_key

from .bundles import Wrong
from .models import Edition

COLUMNS = {
    "occupation": "uri text, same_as text, code text, kind text, above text",
    "skill": "uri text, kind text, category text",
    "label": "concept text, uri text, language text, kind text, text text, key text, file int, line int",
    "relation": "occupation text, skill text, is_essential boolean, file int, line int",
}
AT_ONCE = 20_000
STEPS = 12
LONGEST_LABEL, LONGEST_KEY = 500, 1000
ONE_AT_A_TIME = 727_301  # the number of the lock that loadings wait for

# A label given as "guess" is shown only where nothing is shown yet; "other" never takes the place of the shown.
MERGE_OCCUPATIONS = """
    INSERT INTO reference_occupation AS held (uri, same_as, code, kind, source)
    SELECT DISTINCT ON (uri) uri, same_as, code, kind, %(source)s FROM stage_occupation ORDER BY uri, same_as
    ON CONFLICT (uri) DO UPDATE SET code = excluded.code, same_as = coalesce(excluded.same_as, held.same_as)
    WHERE (held.code, held.same_as) IS DISTINCT FROM (excluded.code, coalesce(excluded.same_as, held.same_as))
"""
MERGE_PARENTS = """
    UPDATE reference_occupation held SET parent_id = above.id
    FROM stage_occupation given JOIN reference_occupation above ON above.code = given.above
    WHERE held.uri = given.uri AND held.parent_id IS DISTINCT FROM above.id
"""
MERGE_SKILLS = """
    INSERT INTO reference_skill AS held (uri, kind, "group", source)
    SELECT DISTINCT ON (uri) uri, kind, category, %(source)s FROM stage_skill ORDER BY uri
    ON CONFLICT (uri) DO UPDATE SET kind = excluded.kind, "group" = excluded."group"
    WHERE (held.kind, held."group") IS DISTINCT FROM (excluded.kind, excluded."group")
"""
KNOWN_LABELS = """
    CREATE TEMPORARY TABLE stage_{noun}label AS
    SELECT DISTINCT ON (concept.id, label.language, label.text)
           concept.id, label.language, label.kind, label.text, label.key
    FROM stage_label label JOIN reference_{noun} concept ON concept.uri = label.uri
    WHERE label.concept = '{noun}'
    ORDER BY concept.id, label.language, label.text,
             array_position(ARRAY['preferred', 'hidden', 'guess', 'other'], label.kind)
"""
DEMOTE_LABELS = """
    UPDATE reference_{noun}label held SET kind = 'other' FROM stage_{noun}label given
    WHERE held.{noun}_id = given.id AND held.language = given.language AND held.source = %(source)s
      AND held.kind = 'preferred' AND given.kind = 'preferred' AND held.text <> given.text
"""
MERGE_LABELS = """
    INSERT INTO reference_{noun}label AS held ({noun}_id, language, source, kind, text, key)
    SELECT id, language, %(source)s, CASE kind WHEN 'guess' THEN 'other' ELSE kind END, text, key
    FROM stage_{noun}label ORDER BY id, language
    ON CONFLICT ({noun}_id, language, source, text) DO UPDATE SET kind = excluded.kind, key = excluded.key
    WHERE (held.kind <> excluded.kind AND (excluded.kind = 'preferred' OR held.kind <> 'preferred'))
       OR held.key <> excluded.key
"""
SHOW_GUESSES = """
    UPDATE reference_{noun}label held SET kind = 'preferred'
    FROM (SELECT DISTINCT ON (id, language) id, language, text FROM stage_{noun}label
          WHERE kind = 'guess' ORDER BY id, language, length(text)) guess
    WHERE held.{noun}_id = guess.id AND held.language = guess.language AND held.text = guess.text
      AND held.source = %(source)s
      AND NOT EXISTS (SELECT FROM reference_{noun}label shown
                      WHERE shown.{noun}_id = guess.id AND shown.language = guess.language
                        AND shown.source = %(source)s AND shown.kind = 'preferred')
"""
PRUNE_LABELS = """
    DELETE FROM reference_{noun}label held WHERE held.source = %(source)s
      AND NOT EXISTS (SELECT FROM stage_{noun}label given
                      WHERE given.id = held.{noun}_id AND given.language = held.language AND given.text = held.text)
"""
KNOWN_RELATIONS = """
    CREATE TEMPORARY TABLE stage_known AS
    SELECT occupation.id AS occupation_id, skill.id AS skill_id, bool_or(given.is_essential) AS is_essential
    FROM stage_relation given
    JOIN reference_occupation occupation ON occupation.uri = given.occupation
    JOIN reference_skill skill ON skill.uri = given.skill
    GROUP BY occupation.id, skill.id
"""
PRUNE_RELATIONS = """
    DELETE FROM reference_occupationskill held
    WHERE held.occupation_id IN (SELECT occupation_id FROM stage_known)
      AND NOT EXISTS (SELECT FROM stage_known given
                      WHERE given.occupation_id = held.occupation_id AND given.skill_id = held.skill_id)
"""
MERGE_RELATIONS = """
    INSERT INTO reference_occupationskill AS held (occupation_id, skill_id, is_essential)
    SELECT occupation_id, skill_id, is_essential FROM stage_known ORDER BY occupation_id
    ON CONFLICT (occupation_id, skill_id) DO UPDATE SET is_essential = excluded.is_essential
    WHERE held.is_essential <> excluded.is_essential
"""
UNKNOWN = """
    WITH named AS (SELECT file, uri, min(line) AS line FROM ({named}) AS every_row GROUP BY file, uri),
    judged AS (SELECT named.*, NOT EXISTS (SELECT FROM reference_occupation o WHERE o.uri = named.uri)
                           AND NOT EXISTS (SELECT FROM reference_skill s WHERE s.uri = named.uri) AS is_unknown
               FROM named)
    SELECT file, count(*), count(*) FILTER (WHERE is_unknown),
           (array_agg(line ORDER BY line) FILTER (WHERE is_unknown))[1],
           (array_agg(uri ORDER BY line) FILTER (WHERE is_unknown))[1]
    FROM judged GROUP BY file HAVING bool_or(is_unknown) ORDER BY file
"""
# What names concepts, and which share of them may stand in no classification: a few fall out between releases.
NAMING = {
    "SELECT uri, file, line FROM stage_label": 0.1,
    "SELECT occupation AS uri, file, line FROM stage_relation": 0.01,
    "SELECT skill AS uri, file, line FROM stage_relation": 0.01,
}


class Stage:
    """The temporary tables of one loading. Use it inside a transaction, as a context manager."""

    def __init__(self, source: str):
        self.source = source
        self.places: list[str] = []
        self.waiting: dict[str, list[tuple]] = {table: [] for table in COLUMNS}

    def __enter__(self) -> "Stage":
        self._run(f"SET LOCAL statement_timeout = 0; SELECT pg_advisory_xact_lock({ONE_AT_A_TIME})")
        for table, columns in COLUMNS.items():
            self._run(f"CREATE TEMPORARY TABLE stage_{table} ({columns})")
        return self

    def __exit__(self, kind, error, trace) -> None:
        if error is None:
            names = [*COLUMNS, "occupationlabel", "skilllabel", "known"]
            self._run("DROP TABLE IF EXISTS " + ", ".join(f"stage_{name}" for name in names))

    def file(self, place: str) -> int:
        """The number under which rows remember the file they come from."""
        self.places.append(place)
        return len(self.places) - 1

    def occupation(self, uri: str, *, code: str, kind: str, same_as: str | None = None) -> None:
        above = code.rpartition(".")[0] if "." in code else code[:-1]
        self._add("occupation", (uri, same_as, code, kind, above))

    def skill(self, uri: str, *, kind: str, category: str = "") -> None:
        self._add("skill", (uri, kind, category))

    def label(self, concept: tuple[str, str], text: str, *, language: str, kind: str, at: tuple[int, int]) -> None:
        """One label of a concept (("occupation" or "skill"), uri); nothing if the text is empty."""
        text = clean_line(text)
        if len(text) > LONGEST_LABEL:
            raise Wrong(self.places[at[0]], f"a label of {len(text)} letters", at[1])
        if text:
            self._add("label", (*concept, language, kind, text, search_key(text)[:LONGEST_KEY], *at))

    def relation(self, occupation: str, skill: str, *, is_essential: bool, at: tuple[int, int]) -> None:
        self._add("relation", (occupation, skill, is_essential, *at))

    def merge(self, *, is_whole: bool, step: Callable[[], None] = lambda: None) -> dict[str, int]:
        """Write all that was staged; return how many concepts each file names that nobody brought.

        `is_whole` says that labels of this source which were not given are gone. `step` is called `STEPS` times.
        """
        for table in COLUMNS:
            self._send(table)
            self._run(f"ANALYZE stage_{table}")
        for statement, table in ((MERGE_OCCUPATIONS, "occupation"), (MERGE_PARENTS, ""), (MERGE_SKILLS, "skill")):
            self._run(statement)
            if table:
                self._run(f"ANALYZE reference_{table}")
            step()
        unknown = self._unknown()
        for noun in ("occupation", "skill"):
            self._merge_labels(noun, is_whole, step)
        self._merge_relations()
        step()
        return unknown

    def record(self, name: str, digest: str) -> Edition:
        """Say that the loading is done: indexes in memory and pages in caches are made anew."""
        edition = Edition.objects.create(source=self.source, name=clean_line(name)[:500], digest=digest)
        versions.changed()
        return edition

    def _merge_labels(self, noun: str, is_whole: bool, step: Callable[[], None]) -> None:
        self._run(KNOWN_LABELS.format(noun=noun))
        self._run(f"CREATE INDEX ON stage_{noun}label (id)")
        self._run(f"ANALYZE stage_{noun}label")
        step()
        if is_whole:
            self._run(PRUNE_LABELS.format(noun=noun))
        for statement in (DEMOTE_LABELS, MERGE_LABELS, SHOW_GUESSES):
            self._run(statement.format(noun=noun))
            step()

    def _merge_relations(self) -> None:
        for statement in (KNOWN_RELATIONS, PRUNE_RELATIONS, MERGE_RELATIONS):
            self._run(statement)

    def _unknown(self) -> dict[str, int]:
        """How many concepts each file names that stand in no classification. Raises `Wrong` if they are many."""
        found = {}
        for naming, most in NAMING.items():
            for file, named, unknown, line, uri in self._ask(UNKNOWN.format(named=naming)):
                if unknown > named * most:
                    why = f"{uri} and {unknown - 1} more stand in no classification: it is missing or cut short"
                    raise Wrong(self.places[file], why, line)
                found[self.places[file]] = unknown
        return found

    def _add(self, table: str, row: tuple) -> None:
        self.waiting[table].append(row)
        if len(self.waiting[table]) >= AT_ONCE:
            self._send(table)

    def _send(self, table: str) -> None:
        rows, self.waiting[table] = self.waiting[table], []
        with connection.cursor() as cursor, cursor.copy(f"COPY stage_{table} FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)

    def _run(self, statement: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement, {"source": self.source} if "%(source)s" in statement else None)

    def _ask(self, statement: str) -> list[tuple]:
        with connection.cursor() as cursor:
            cursor.execute(statement)
            return cursor.fetchall()


def guess_shown(labels: list[str]) -> int:
    """Which of the labels of one concept to show, where no file says it: the place in the list.

    ESCO names the shown word of gendered languages with both forms ("infirmier/infirmière"); else it is the
    label that shares most of its words with the others, the shorter before the longer.
    """
    with suppress(StopIteration):
        return next(i for i, label in enumerate(labels) if "/" in label)
    words = [set(search_key(label).split()) for label in labels]
    shared = [sum(len(own & other) for other in words) / (len(own) or 1) for own in words]
    return min(range(len(labels)), key=lambda i: (-shared[i], len(labels[i])))
