"""The search over a hundred thousand made-up texts beside those of the Moldova pack: its time with a half-typed word
and all counts, the time of the titles while typing, how soon a change is found, and how much is found of what is
misspelt, typed without marks or in the other alphabet. Beside it plain full text of PostgreSQL over the same texts.

The database is kept between runs, and made anew when tables, pack or made-up texts change. `search_cases.csv` holds
what was typed and the address of the text that answers it; `search_tuning.csv` those that were looked at while the
search was written.
"""

import csv
import random
import time
from itertools import groupby
from pathlib import Path

from django.db import connection

from bench import database, search_items
from rootbridge.base.core.findable import search_sources
from rootbridge.bridges.search.engine import Asked, engine, writing
from rootbridge.bridges.search.finding import find, suggest
from rootbridge.bridges.search.index import reindex
from rootbridge.bridges.search.query import Query
from rootbridge.subjects.services.models import Guide
from tests import clones

HERE = Path(__file__).resolve().parent
HELD_OUT, TUNING = HERE / "search_cases.csv", HERE / "search_tuning.csv"
NAME, QUERIES, DEPTH, EDITS = "rootbridge_bench_search", 600, 10, 7
INDEXES = {"item_vector": "search_item USING gin (vector)", "item_head": "search_item USING gin (head)",
           "word_keys": "search_word USING gin (keys)"}  # fmt: skip
PLAIN_TABLE = """
CREATE TABLE bench_plain AS SELECT kind, path, topic, place_path, language,
    setweight(to_tsvector('simple', title), 'A') || to_tsvector('simple', summary || ' ' || body) AS vector
FROM search_entry JOIN bench_body USING (kind, object_id, language, path)
"""
PLAIN = """
WITH hit AS MATERIALIZED (
    SELECT kind, path, topic, place_path, language, ts_rank(vector, %(typed)s::tsquery) AS score FROM bench_plain
    WHERE vector @@ %(typed)s::tsquery
)
(SELECT 'hit', kind, path FROM hit ORDER BY score DESC LIMIT 10)
UNION ALL SELECT 'kind', kind, count(*)::text FROM hit GROUP BY kind
UNION ALL SELECT 'topic', topic, count(*)::text FROM hit GROUP BY topic
UNION ALL SELECT 'place', place_path, count(*)::text FROM hit GROUP BY place_path
UNION ALL SELECT 'language', language, count(*)::text FROM hit GROUP BY language
"""


def measures():
    made = search_items.languages()
    yield from prepare(made)
    questions = list(queries(made))
    ours, spoken = timed(ask, questions)
    plain, plainly = timed(ask_plainly, questions)
    titles, _told = timed(lambda words: suggest(Query.read(words), language="ro"), questions)
    for name, times in (("search", ours), ("search.plain", plain), ("search.suggest", titles)):
        yield measure(f"{name}.median", at(times, 0.5), "ms", "goal 10 ms" if name == "search" else "")
        yield measure(f"{name}.99", at(times, 0.99), "ms", "goal 50 ms" if name == "search" else "")
    yield measure("search.ratio", at(ours, 0.5) / at(plain, 0.5), "x", "median of plain full text with counts")
    yield measure("search.cpu", spoken / len(questions) * 1000, "ms", "processor of this process, of one search")
    yield measure("search.edit", edited(), "ms", "from the change to its being found; goal 1 s")
    for name, path in (("", HELD_OUT), (".tuning", TUNING)):
        yield from recalls(name, cases(path))


def prepare(made):
    """Have the database with the texts, and use it; how long writing them took where it had to be done."""
    mark = f"{database.stamp()} {search_items.digest()}"
    with clones._turn() as control:
        known = control.execute(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s", (NAME,)
        ).fetchone()
        if not known or known[0] != mark:
            clones.use("postgres")
            control.execute(f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)")
            control.execute(f"CREATE DATABASE {NAME} TEMPLATE {database.NAME}")
            control.execute(f"ALTER DATABASE {NAME} SET synchronous_commit = off")
            clones.use(NAME)
            yield measure("search.built", fill(made), "s", "100,000 things with plain full text beside them")
            control.execute(f"COMMENT ON DATABASE {NAME} IS '{mark}'")
    clones.use(NAME)


def fill(made) -> float:
    """Texts of the pack and made-up ones, by COPY; indexes after. Seconds of our own part."""
    begun = time.perf_counter()
    with connection.cursor() as cursor:
        cursor.execute("SET maintenance_work_mem = '128MB'; SET statement_timeout = 0")
        for table in ("entry", "item", "shelf", "word"):
            cursor.execute(f"TRUNCATE search_{table}")
        for index in INDEXES:
            cursor.execute(f"DROP INDEX {index}")
        bodies = []
        writing.copy(cursor, writing.COPY_ENTRIES, rows(made, bodies))
        cursor.execute("ANALYZE search_entry")
        writing.gather(cursor)
        for index, what in INDEXES.items():
            cursor.execute(f"CREATE INDEX {index} ON {what}")
        spent = time.perf_counter() - begun
        cursor.execute("CREATE TABLE bench_body (kind text, object_id bigint, language text, path text, body text)")
        writing.copy(cursor, "COPY bench_body FROM STDIN", bodies)
        cursor.execute("ANALYZE bench_body")
        cursor.execute(PLAIN_TABLE)
        cursor.execute("CREATE INDEX ON bench_plain USING gin (vector)")
        cursor.execute("DROP TABLE bench_body")
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    return spent


def rows(made, bodies: list):
    """Rows of the index; what plain full text indexes of each text goes into ``bodies``."""
    sources = [document for source in search_sources for document in source.documents(None)]
    for document in (*sources, *search_items.documents(made)):
        if document.live:
            row = writing.row(document.key, document)
            bodies.append((row[0], row[1], row[3], row[4], f"{document.also} {document.words}".replace("\x00", "")))
            yield row


def queries(made):
    """One to three words of made-up titles that carry matter, the last of every other one half typed."""
    dice = random.Random(5)
    titles = [one.title for one in dice.sample(list(search_items.titles(made)), QUERIES)]
    empty = {word for language in made.values() for word in language.empty}
    for number, title in enumerate(titles):
        words = [word for word in title.lower().split() if word not in empty][: dice.choice((1, 2, 2, 3))]
        if words and number % 2 and len(words[-1]) > 4:
            words[-1] = words[-1][: dice.randint(3, len(words[-1]) - 1)]
        if words:
            yield " ".join(words)


def timed(ask_one, questions) -> tuple[list[float], float]:
    """Milliseconds of each question, sorted, after each was asked once; processor seconds of all."""
    for words in questions:
        ask_one(words)
    times, spoken = [], time.process_time()
    for words in questions:
        begun = time.perf_counter()
        ask_one(words)
        times.append((time.perf_counter() - begun) * 1000)
    return sorted(times), time.process_time() - spoken


def ask(words: str) -> list[str]:
    """Addresses of the best, with all counts made."""
    kinds = tuple({source.key for source in search_sources} | {kind for kind, *_more in search_items.KINDS})
    found = engine().find(Asked(Query.read(words), kinds, "ro"))
    return [f"{hit.kind} {hit.path}" for hit in found.hits[:DEPTH]]


def ask_plainly(words: str) -> list[str]:
    with connection.planned() as cursor:
        cursor.execute("SELECT tsvector_to_array(to_tsvector('simple', %(words)s::text))", {"words": words})
        lexemes = cursor.fetchone()[0]
        typed = " & ".join("'" + word.replace("'", "''") + "':*" for word in lexemes)
        cursor.execute(PLAIN, {"typed": typed})
        return [f"{kind} {path}" for what, kind, path in cursor.fetchall() if what == "hit"]


def edited() -> float:
    """Milliseconds from a guide's new word to its being found, the median of a few; all is put back."""
    guide, times = Guide.objects.filter(live=True).order_by("pk").first(), []
    title = guide.title
    for number in range(EDITS):
        word = f"zebrulon{'abcdefg'[number]}"
        begun = time.perf_counter()
        guide.title = f"{title} {word}"
        guide.save()
        while not any(word in hit.title for hit in find(Query.read(word), language=guide.language).hits):
            time.sleep(0.005)
        times.append((time.perf_counter() - begun) * 1000)
    guide.title = title
    guide.save()
    reindex(guide.kind, guide.pk)
    return sorted(times)[len(times) // 2]


def cases(path: Path) -> list[dict[str, str]]:
    """The cases of a file: typed, how, language, wanted ("kind address", several with a bar between)."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def recalls(name: str, known: list[dict[str, str]]):
    """The share of cases that find theirs among the first ten, by how they were typed, beside plain full text."""
    known = sorted(known, key=lambda case: case["how"])
    every = []
    for how, some in groupby(known, key=lambda case: case["how"]):
        found = [(is_found(ask, case), is_found(ask_plainly, case)) for case in some]
        every += found
        yield measure(f"search.recall{name}.{how}", share(one for one, _two in found), "of 1", f"{len(found)} cases")
    yield measure(f"search.recall{name}", share(one for one, _two in every), "of 1", "goal 0.95")
    yield measure(f"search.recall{name}.plain", share(two for _one, two in every), "of 1", "plain full text")


def is_found(ask_one, case) -> bool:
    return bool(set(case["wanted"].split("|")) & set(ask_one(case["typed"])))


def share(found) -> float:
    found = list(found)
    return sum(found) / len(found)


def at(times: list[float], part: float) -> float:
    return times[min(len(times) - 1, int(len(times) * part))]


def measure(name, value, unit, ratio_to=""):
    return {"name": name, "value": round(value, 3), "unit": unit, "ratio_to": ratio_to}
