"""Writing the index: each text as rows, when it changes and all at once; then the things that the texts tell of."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from django.conf import settings
from django.db import connection, transaction

from rootbridge.base.core.findable import Document
from rootbridge.base.core.sounds import near_keys, sound
from rootbridge.base.core.text import clean_line

from ..models import Entry, Item, Shelf, Word
from ..words import LONGEST_WORD, quoted, telling

LOCK = 7_451_010
SUMMARY_LENGTH, AT_ONCE = 220, 2_000
# A tsvector holds no position above this, no more than 255 a word, and not more than a megabyte.
LAST_POSITION, MOST_PLACES, MOST_WORDS, MOST_HEAD = 16_383, 100, 20_000, 400
IN_ADDRESS = re.compile(r"^/({})/".format("|".join(re.escape(code) for code, _name in settings.LANGUAGES)))
COPY_ENTRIES = """COPY search_entry (kind, object_id, same, language, path, title, summary, topic, place_path,
    residence, for_members, until, head, vector) FROM STDIN"""
COPY_WORDS = "COPY search_word (word, sound, keys, items) FROM STDIN"
# What the texts of one thing have in common is told by the first of them.
GATHERED = """
SELECT kind, same, (array_agg(topic ORDER BY object_id))[1] AS topic,
    split_part((array_agg(place_path ORDER BY object_id))[1], '/', 2) AS region,
    (array_agg(residence::text ORDER BY object_id))[1]::varchar[] AS residence,
    array_agg(DISTINCT language ORDER BY language) AS languages, bool_and(for_members) AS for_members,
    CASE WHEN bool_or(until IS NULL) THEN NULL ELSE max(until) END AS until,
    CASE WHEN count(*) = 1 THEN (array_agg(head))[1] ELSE string_agg(head::text, ' ')::tsvector END AS head,
    CASE WHEN count(*) = 1 THEN (array_agg(vector))[1] ELSE string_agg(vector::text, ' ')::tsvector END AS vector
FROM search_entry {which} GROUP BY kind, same
"""
SHELVES = """
INSERT INTO search_shelf (kind, topic, region, residence, languages, for_members)
SELECT DISTINCT kind, topic, region, residence, languages, for_members FROM ({gathered}) g
WHERE NOT EXISTS (
    SELECT FROM search_shelf s WHERE (s.kind, s.topic, s.region, s.residence, s.languages, s.for_members)
    = (g.kind, g.topic, g.region, g.residence, g.languages, g.for_members))
ON CONFLICT DO NOTHING
"""
ITEMS = """
INSERT INTO search_item (kind, same, shelf_id, until, head, vector)
SELECT g.kind, g.same, s.id, g.until, g.head, g.vector FROM ({gathered}) g
JOIN search_shelf s ON (s.kind, s.topic, s.region, s.residence, s.languages, s.for_members)
    = (g.kind, g.topic, g.region, g.residence, g.languages, g.for_members)
ON CONFLICT (kind, same) DO UPDATE SET
    shelf_id = excluded.shelf_id, until = excluded.until, head = excluded.head, vector = excluded.vector
"""
TAKEN = """
DELETE FROM search_entry WHERE kind = %(kind)s AND (%(number)s::bigint IS NULL OR object_id = %(number)s) RETURNING same
"""
EMPTIED = """
DELETE FROM search_item i WHERE kind = %(kind)s AND same = ANY(%(same)s::varchar[])
AND NOT EXISTS (SELECT FROM search_entry e WHERE e.kind = i.kind AND e.same = i.same)
"""
OF_THESE = "WHERE kind = %(kind)s AND same = ANY(%(same)s::varchar[])"
LEARNT = "INSERT INTO search_word (word, sound, keys, items) VALUES {marks} ON CONFLICT DO NOTHING"
COUNTED = "SELECT word, ndoc FROM ts_stat('SELECT vector FROM search_item')"


def write(kind: str, object_id: int | None, documents: Iterable[Document]) -> None:
    """Let exactly these texts be found of one object, or of all of a kind. In the present transaction."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock_shared(%s)", [LOCK])
        cursor.execute(TAKEN, {"kind": kind, "number": object_id})
        same = {row[0] for row in cursor.fetchall()}
        live = [document for document in documents if document.live]
        rows = [row(kind, document) for document in live]
        copy(cursor, COPY_ENTRIES, rows)
        _learn(cursor, live)
        these = {"kind": kind, "same": sorted(same | {written[2] for written in rows})}
        cursor.execute(EMPTIED, these)
        gathered = GATHERED.format(which=OF_THESE)
        cursor.execute(SHELVES.format(gathered=gathered), these)
        cursor.execute(ITEMS.format(gathered=gathered), these)


def rebuild(kinds: dict[str, Iterable[Document]]) -> Iterator[int]:
    """Write the whole index anew in one transaction; yields how many texts each kind has, and 0 for the rest of it."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        for model in (Entry, Item, Shelf, Word):
            model.objects.all().delete()
        for kind, documents in kinds.items():
            yield copy(cursor, COPY_ENTRIES, (row(kind, one) for one in documents if one.live))
        gather(cursor)
        yield 0


def gather(cursor) -> None:
    """Make shelves, things and words of all entries."""
    gathered = GATHERED.format(which="")
    cursor.execute(SHELVES.format(gathered=gathered))
    cursor.execute("ANALYZE search_shelf")
    cursor.execute(ITEMS.format(gathered=gathered))
    cursor.execute(COUNTED)
    copy(cursor, COPY_WORDS, [(word, *_heard(word), items) for word, items in cursor.fetchall()])
    for table in ("entry", "item", "word"):
        cursor.execute(f"ANALYZE search_{table}")


def copy(cursor, statement: str, rows: Iterable[tuple]) -> int:
    """How many rows went in. They may come from the same connection: some are read, then some are written."""
    count, coming = 0, iter(rows)
    while some := list(islice(coming, AT_ONCE)):
        with cursor.copy(statement) as lines:
            for one in some:
                lines.write_row(one)
        count += len(some)
    return count


def row(kind: str, document: Document) -> tuple:
    """An entry, its columns in the order of `COPY_ENTRIES`."""
    title, also = telling(document.title), telling(document.also)
    head = [(title[:MOST_HEAD], "A"), (also[:MOST_HEAD], "B")]
    path = IN_ADDRESS.sub("", document.url)[:300]
    return (
        kind, document.object_id, (document.same or path)[:300], document.language, path,
        clean_line(document.title)[:300], _short(document.summary), document.topic, document.place_path,
        document.residence, document.for_members, document.until, vector(head),
        vector([*head, (telling(document.summary), "C"), (telling(document.words)[:MOST_WORDS], "D")]),
    )  # fmt: skip


def _short(summary: str) -> str:
    line = clean_line(summary)
    return line if len(line) <= SUMMARY_LENGTH else line[:SUMMARY_LENGTH].rsplit(" ", 1)[0] + "…"


def vector(weighed: list[tuple[list[str], str]]) -> str:
    """The words with their places and weights, as PostgreSQL keeps them; no parser of its own looks at them."""
    places: dict[str, list[str]] = {}
    position = 0
    for found, weight in weighed:
        for word in found:
            position = min(position + 1, LAST_POSITION)
            known = places.setdefault(word[:LONGEST_WORD], [])
            if len(known) < MOST_PLACES:
                known.append(f"{position}{weight}")
    return " ".join(f"{quoted(word)}:{','.join(marks)}" for word, marks in places.items())


def _learn(cursor, documents: list[Document]) -> None:
    """Note words that no text had before. In order, so that two that learn the same words do not wait in a ring."""
    texts = (f"{one.title} {one.also} {one.summary} {one.words}" for one in documents)
    found = sorted({word[:LONGEST_WORD] for text in texts for word in telling(text)[:MOST_WORDS]})
    cursor.execute("SELECT word FROM search_word WHERE word = ANY(%s::varchar[])", [found])
    known = {line[0] for line in cursor.fetchall()}
    unknown = iter([(word, *_heard(word), 1) for word in found if word not in known])
    while some := list(islice(unknown, AT_ONCE)):
        marks = ", ".join(["(%s, %s, %s, %s)"] * len(some))
        values = [value for line in some for value in line]
        cursor.execute(LEARNT.format(marks=marks), values)


def _heard(word: str) -> tuple[str, list[int]]:
    heard = sound(word)[:120]
    return heard, [] if any(letter.isdigit() for letter in word) else list(near_keys(heard))
