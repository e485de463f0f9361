"""Writing the index: each text as rows, when it changes and all at once."""

import re
from collections.abc import Iterable, Iterator

from django.conf import settings
from django.contrib.postgres.search import SearchVectorField
from django.db import connection, transaction
from django.db.models import Value
from django.db.models.functions import Cast

from rootbridge.base.core.findable import Document, search_sources
from rootbridge.base.core.text import clean_line, trigrams, words

from .models import Entry

LOCK = 7_451_010
SUMMARY_LENGTH = 220
LONGEST_WORD = 60
# A tsvector holds no position above this.
LAST_POSITION = 16_383
# What Arabic writes together with a word: and, so, in, like, to, the.
WRITTEN_TOGETHER = re.compile("^[وف]?(?:[بك]?ال|لل)(?=[\u0621-\u064a]{3})")
IN_ADDRESS = re.compile(r"^/({})/".format("|".join(re.escape(code) for code, _name in settings.LANGUAGES)))


def reindex(kind: str, object_id: int) -> None:
    """Write anew what can be found of one object, in the present transaction. Nothing for an unknown kind."""
    source = search_sources.all().get(kind)
    if source is None:
        return
    with transaction.atomic():
        Entry.objects.filter(kind=kind, object_id=object_id).delete()
        _write(source.key, source.documents([object_id]))


def rebuild() -> Iterator[int]:
    """Write the whole index anew in one transaction; yields how many texts each step wrote."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        Entry.objects.all().delete()
        for source in search_sources.all().values():
            yield _write(source.key, source.documents(None))


def _write(kind: str, documents: Iterable[Document]) -> int:
    entries = [_entry(kind, document) for document in documents if document.live]
    Entry.objects.bulk_create(entries, batch_size=500)
    return len(entries)


def _entry(kind: str, document: Document) -> Entry:
    title, also = telling(document.title), telling(document.also)
    return Entry(
        kind=kind, object_id=document.object_id, language=document.language, path=IN_ADDRESS.sub("", document.url),
        title=clean_line(document.title)[:300], summary=_short(document.summary), place_path=document.place_path,
        residence=document.residence, names=" ".join([*title, *also]),
        grams=sorted(trigrams(f"{document.title} {document.also}")),
        vector=_vector([(title, "A"), (also, "B"), (telling(document.summary), "C"), (telling(document.words), "D")]),
    )  # fmt: skip


def telling(text: str) -> list[str]:
    """The folded words of a text as they are indexed and looked for: "والتقاعد" and "للتقاعد" are "تقاعد"."""
    return [WRITTEN_TOGETHER.sub("", word) for word in words(text)]


def _short(summary: str) -> str:
    line = clean_line(summary)
    return line if len(line) <= SUMMARY_LENGTH else line[:SUMMARY_LENGTH].rsplit(" ", 1)[0] + "…"


def _vector(weighed: list[tuple[list[str], str]]) -> Cast:
    """The words with their places and weights, as PostgreSQL keeps them; no parser of its own looks at them."""
    places: dict[str, list[str]] = {}
    position = 0
    for found, weight in weighed:
        for word in found:
            position = min(position + 1, LAST_POSITION)
            known = places.setdefault(word[:LONGEST_WORD], [])
            if len(known) < 200:
                known.append(f"{position}{weight}")
    literal = " ".join(f"{quoted(word)}:{','.join(marks)}" for word, marks in places.items())
    return Cast(Value(literal), output_field=SearchVectorField())


def quoted(word: str) -> str:
    """A word as a lexeme in the text form of tsvector and tsquery."""
    return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'"
