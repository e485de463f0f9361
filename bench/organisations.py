"""A directory of 20,000 organisations: bringing the list in beside a raw COPY of the same rows in the same run, and its
filtered page beside an empty view. The database is made anew each time and goes afterwards."""

import io
import os
import time
from pathlib import Path

from django.db import connection

from bench import database
from bench.calls import Caller
from rootbridge.base.reference.models import Place
from rootbridge.subjects.associations import bringing
from rootbridge.subjects.associations.entries import guess
from rootbridge.subjects.associations.models import Load
from rootbridge.subjects.associations.rows import rows_of
from tests import clones

NAME, HOW_MANY = "rootbridge_bench_organisations", 20_000
LANDS = ("IT", "RU", "DE", "FR", "GB", "RO", "PT", "ES", "IE", "US")
PAGES = {"all": "", "filtered": "?country=IT&kind=association", "named": "?q=voda", "deep": "?page=300"}


def measures(how_many: int = HOW_MANY):
    _clone()
    try:
        text = table(how_many)
        Caller().get("/en/associations/")  # whoever brings a list has the addresses and templates read
        yield measure("organisations.looked", rate(look, text, how_many), "rows/s", "a dry run: what each row would do")
        ours, bare = rate(bring, text, how_many), rate(copy, text, how_many)
        yield measure("organisations.brought", ours, "rows/s", "with validation, doubles, ties, standings")
        yield measure("organisations.copied", bare, "rows/s", "a raw COPY of the same rows in the same run")
        yield measure("organisations.ratio", round(bare / ours, 1), "x", "slower than the raw COPY")
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        caller = Caller()
        pages = {name: (f"/en/associations/{query}", "") for name, query in PAGES.items()}
        found = caller.side_by_side(empty=("/empty/", ""), **pages)
        for name in PAGES:
            ratio = round(found[name] / found["empty"], 2)
            yield measure(f"organisations.page.{name}", ratio, "x", "empty view, goal 8")
    finally:
        clones.drop(NAME)
        clones.use(database.NAME)


def _clone():
    with clones._turn() as control:
        clones.use("postgres")
        control.execute(f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)")
        control.execute(f"CREATE DATABASE {NAME} TEMPLATE {database.NAME}")
        control.execute(f"ALTER DATABASE {NAME} SET synchronous_commit = off")
    clones.use(NAME)


def table(how_many: int) -> bytes:
    """A list with as many names, places of origin in turn; one row in fifty is wrong."""
    homes = list(Place.objects.filter(kind="region").values_list("code", flat=True))
    syllables = ("vo", "da", "mi", "ri", "lu", "ne", "sta", "pro", "co", "zu")
    lines = ["name,home,country,kind,email,about"]
    for number in range(how_many):
        word = "".join(syllables[int(digit)] for digit in f"{number:06d}")
        home = "nowhere" if number % 50 == 0 else homes[number % len(homes)]
        land = LANDS[number % len(LANDS)]
        lines.append(f"{word.title()} {land},{home},{land},association,{word}@example.org,We meet on Sundays {number}.")
    return "\n".join(lines).encode()


def rate(do, text: bytes, how_many: int) -> int:
    """Rows for each second of work of this process and of its connection's in the database, so that a busy machine
    measures the same; where the system does not tell (no /proc), rows a second."""
    begun = _worked()
    do(text)
    return round(how_many / max(_worked() - begun, 0.001))


def _worked() -> float:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        path = Path(f"/proc/{cursor.fetchone()[0]}/stat")
    if not path.exists():
        return time.perf_counter()
    user, system = path.read_text().rpartition(")")[2].split()[11:13]
    return time.process_time() + (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def _rows(text):
    rows = rows_of(io.BytesIO(text), "bench.csv")
    return guess(next(rows)[1]), rows


def look(text):
    mapping, rows = _rows(text)
    for _piece in bringing.planned(rows, mapping, Load(language="ro", others=["all"])):
        pass


def bring(text):
    mapping, rows = _rows(text)
    bringing.bring(Load.objects.create(name="bench", language="ro", others=["all"]), rows, mapping, by=None)


def copy(text):
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE bench_copied (name text, home text, country text, kind text, email text, about text)"
        )
        with cursor.copy("COPY bench_copied FROM STDIN WITH (FORMAT csv, HEADER)") as pipe:
            pipe.write(text)


def measure(name, value, unit, ratio_to=""):
    return {"name": name, "value": value, "unit": unit, "ratio_to": ratio_to}
