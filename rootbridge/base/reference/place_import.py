"""Lists of places, read and written whole or not at all; a dry run does all of it and takes it back.

A place is found again by our code, by its official code, by its number in GeoNames, and else by its name below the
same parent, so a list may be read twice, or after another. What is renamed keeps its former name and address; what is
merged lies below what it is part of now.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction

from rootbridge.base.core.text import search_key

from . import place_staging as staging
from . import place_writing as writing
from .bundles import Wrong
from .geonames import read_geonames
from .models import Place
from .place_following import follow, say_changed
from .place_lists import Given, read_list
from .slugs import slug_of
from .tables import batches, copied

MOST_FAULTS, MOST_SHOWN, AT_ONCE = 50, 200, 1_000
MOST_KEPT = 10_000  # faults; with more than that, reading stops
ONE_AT_A_TIME = 727_302  # the number of the lock that imports wait for
KINDS_OF_CHANGE = ("add", "change", "rename", "move", "merge", "part")


class Refused(ValueError):
    """A list that is refused whole. `faults`: the first [(line, reason)], the line 0 for the file; of `total`."""

    def __init__(self, name: str, faults: list[tuple[int, str]], total: int):
        super().__init__("\n".join(f"{name}, line {line}: {why}" if line else f"{name}: {why}" for line, why in faults))
        self.faults, self.total = faults, total


@dataclass(frozen=True)
class Change:
    """What becomes of one place: one of KINDS_OF_CHANGE, in which line, its code, what it was called and is."""

    line: int
    what: str
    code: str
    before: str
    after: str
    above: str


@dataclass
class Report:
    """What an import changed, or would: how many of each kind, the first of them, the columns nobody read.

    The search box learns of it at once, unless there are so many places that its index must be written anew.
    """

    counts: dict[str, int] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    rows: int = 0
    passed_over: int = 0
    is_search_behind: bool = False


@dataclass(frozen=True)
class Way:
    """How a kind of list is read into the tables: what it matches by, and whose word is the last."""

    free: str
    number: str
    is_official: bool


LIST = Way("official_code = ''", "s.official", is_official=True)
GEONAMES = Way("geonames IS NULL", "'g' || s.geonames", is_official=False)


def import_places(
    path: Path, *, country: str = "", language: str = "", names: Path | None = None, dry_run: bool = False
) -> Report:
    """Read a list of units (CSV, XLSX) or a country file of GeoNames (MD.txt, `names` its alternate names).

    `country` (ISO, two letters) is the one whose official codes stand in the list; `language` that of names whose
    column says none. One transaction; a dry run takes it back. Raises `Wrong` for a file that cannot be read and
    `Refused` with what is wrong in it, and then nothing was written.
    """
    path, report = Path(path), Report()
    is_geonames = path.suffix.lower() == ".txt" or (path.suffix.lower() == ".zip" and len(path.stem) == 2)
    country = country or (path.stem.upper()[:2] if is_geonames else "")
    if country and not Place.objects.countries().filter(code=country).exists():
        raise Wrong(path.name, f"{country!r} is no country of ISO 3166-1")
    language = language or settings.LANGUAGE_CODE
    rows = (
        read_geonames(path, names, report) if is_geonames else read_list(path, language=language, unread=report.unread)
    )
    with transaction.atomic():
        moves = _Import(path.name, country, GEONAMES if is_geonames else LIST, report).run(rows)
        if dry_run:
            transaction.set_rollback(True)
        elif any(report.counts.values()):
            follow(moves)
            codes = [change.code for change in report.changes] if sum(report.counts.values()) <= MOST_SHOWN else None
            report.is_search_behind = not say_changed(codes, is_moved=bool(moves))
    return report


def load_places(path: Path | str) -> int:
    """The places of a pack (`packs/<pack>/places.csv`), or what changed of them. Returns how many rows it has.

    Raises `Refused`, a `ValueError`, with the lines that are wrong, and then nothing was written.
    """
    try:
        return import_places(Path(path), country="").rows
    except Wrong as wrong:
        raise Refused(wrong.place, [(wrong.line, wrong.why)], 1) from wrong


class _Import:
    """One reading, inside one transaction."""

    def __init__(self, name: str, country: str, way: Way, report: Report):
        self.name, self.country, self.way, self.report = name, country, way, report

    def run(self, rows: Iterable[Given]) -> list[tuple[str, str]]:
        """Write what the rows say; the paths that changed: [(old, new)]."""
        self._do("SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0")
        self._do(f"SELECT pg_advisory_xact_lock({ONE_AT_A_TIME})")
        self._do("DROP TABLE IF EXISTS stage_place, stage_words, stage_fault, stage_known, stage_final, stage_change")
        self._do(staging.TABLE)
        self._copy(rows)
        self._do(staging.INDEXES)
        self._judge()
        self._plan()
        moves = self._ask(writing.MOVES)
        if moves:
            self._do(writing.CARRIED)
        for statement in writing.WRITE:
            self._do(statement.format(official="s.official" if self.way.is_official else "''"))
        self._do(writing.NAMESAKES)
        self._tell()
        return moves

    def _copy(self, rows: Iterable[Given]) -> None:
        faults: list[tuple[int, str]] = []
        for batch in batches(rows, AT_ONCE):
            self.report.rows += len(batch)
            faults += [(given.line, given.why) for given in batch if given.why]
            self._send(f"stage_place ({staging.COLUMNS})", map(_staged, batch))
            self._send("stage_words", map(_words_of, batch))
            if len(faults) > MOST_KEPT:
                raise Refused(self.name, faults[:MOST_FAULTS], len(faults))
        if not self.report.rows:
            raise Refused(self.name, [(0, "it holds no place")], 1)
        self._send("stage_fault", faults)

    def _send(self, table: str, rows: Iterable[tuple]) -> None:
        with connection.cursor() as cursor, cursor.copy(f"COPY {table} FROM STDIN") as copy:
            copy.write("".join(map(copied, rows)))

    def _judge(self) -> None:
        """Match, find where each lies, and stop if anything is wrong."""
        self._do(staging.DOUBLED)
        self._do(staging.MATCHED)
        self._do(staging.PLACED)
        depth = 0
        while self._do(staging.DEEPER, depth=depth):
            depth += 1
        self._do(staging.CIRCLES)
        self._stop_if_wrong()
        self._adopt(depth)
        self._do(staging.KINDS)
        for level in range(depth + 1):
            self._do(staging.PATHS.format(number=self.way.number), depth=level)
        self._do(staging.LAST_FAULTS.format(is_official=str(self.way.is_official).lower()))
        self._stop_if_wrong()

    def _adopt(self, depth: int) -> None:
        if not self._ask("SELECT EXISTS (SELECT FROM stage_place WHERE place_id IS NULL AND code = '')")[0][0]:
            return
        free = self._ask(staging.FREE.format(free=self.way.free))
        known = ((*place, _folded([*_loaded(names).values(), *also])) for *place, names, also in free)
        self._send("stage_known", known)
        self._do("CREATE INDEX ON stage_known (parent_id); ANALYZE stage_known")
        for level in range(depth + 1):
            self._do(staging.ADOPTED, depth=level)

    def _plan(self) -> None:
        self._do(writing.NEED_SLUG)
        if self.way.is_official:
            self._rename()
        for word in writing.SLUG_WORDS:
            if not self._do(writing.SLUG.format(word=word)) and not self._wants_slugs():
                break
        self._do(writing.FINAL.format(**_last_word(is_official=self.way.is_official)))
        self._do(writing.CHANGES)

    def _wants_slugs(self) -> bool:
        return self._ask("SELECT EXISTS (SELECT FROM stage_place WHERE slug = '')")[0][0]

    def _rename(self) -> None:
        """A place whose name in Latin letters changed gets a new word in addresses; the old one leads there."""
        for line, code, before, after in self._ask(writing.RENAMED):
            before, after = _loaded(before), _loaded(after)
            old, new = slug_of(before, code), slug_of(before | after, code)
            if old != new:
                self._do("UPDATE stage_place SET slug = '', base = %(new)s WHERE line = %(line)s", new=new, line=line)

    def _tell(self) -> None:
        counted = dict(self._ask("SELECT what, count(*) FROM stage_change WHERE what IS NOT NULL GROUP BY what"))
        self.report.counts = {what: counted.get(what, 0) for what in KINDS_OF_CHANGE}
        shown = self._ask(writing.FIRST_CHANGES, most=MOST_SHOWN)
        self.report.changes = [
            Change(line, what, code, *_told(_loaded(before), _loaded(after)), above)
            for line, what, code, before, after, above in shown
        ]

    def _stop_if_wrong(self) -> None:
        total = self._ask("SELECT count(*) FROM stage_fault")[0][0]
        if total:
            first = self._ask(staging.FIRST_FAULTS, most=MOST_FAULTS)
            raise Refused(self.name, first, total)

    def _do(self, statements: str, **values) -> int:
        with connection.cursor() as cursor:
            for statement in statements.split(";\n"):
                known = {"country": self.country, **values}
                cursor.execute(statement, known if "%(" in statement or "%%" in statement else None)
            return cursor.rowcount

    def _ask(self, statement: str, **values) -> list[tuple]:
        with connection.cursor() as cursor:
            cursor.execute(statement, {"country": self.country, **values} if "%(" in statement else None)
            return cursor.fetchall()


def _staged(given: Given) -> tuple:
    return (
        given.line, given.code, given.official, given.parent, given.merged, given.kind, given.unit,
        slug_of(given.names, given.code or given.official), given.population, given.latitude, given.longitude,
        given.geonames, bool(given.why),
    )  # fmt: skip


def _words_of(given: Given) -> tuple:
    said = set(given.names.values())
    return (
        given.line, json.dumps(dict(sorted(given.names.items())), ensure_ascii=False),
        [word for word in given.also if word not in said], [word for word in given.former if word not in said],
        given.keys, _folded([*said, *given.also]),
    )  # fmt: skip


def _folded(names: Iterable[str]) -> list[str]:
    return sorted({key for name in names if (key := search_key(name))})


def _loaded(names) -> dict[str, str]:
    return json.loads(names) if isinstance(names, str) else names or {}


def _told(before: dict[str, str], after: dict[str, str]) -> tuple[str, str]:
    """The name that changed, or the one shown first: (before, after)."""
    changed = [key for key in before if key in after and before[key] != after[key]]
    key = changed[0] if changed else settings.LANGUAGE_CODE
    shown = after.get(key) or next(iter(after.values()), "")
    return before.get(key) or next(iter(before.values()), ""), shown


def _last_word(*, is_official: bool) -> dict[str, str]:
    """Whose value stands in the end, in SQL: that of the list (`s`), or that of the place (`p`)."""
    first, second = ("s", "p") if is_official else ("p", "s")
    no_name = "word NOT IN (SELECT value FROM jsonb_each_text(v.names))"
    renamed = "ARRAY(SELECT n.value FROM jsonb_each_text(p.names) n WHERE v.names ->> n.key <> n.value ORDER BY n.key)"
    return {
        "names": "p.names || w.names" if is_official else "w.names || p.names",
        "former": writing.ONE_LIST.format(words=f"p.former_names || w.former || {renamed}", kept=no_name),
        "also": writing.ONE_LIST.format(words="p.also || w.also", kept=no_name),
        "unit": f"{first}.unit || CASE WHEN {first}.unit = '' THEN {second}.unit ELSE '' END",
        "official": "s.official" if is_official else "''",
        "latitude": f"{first}.latitude, {second}.latitude",
        "longitude": f"{first}.longitude, {second}.longitude",
        "population": f"{first}.population, {second}.population",
    }
