"""The list of needs: which ones fit the filters, in one query, and how many each filter would leave."""

from typing import NamedTuple

from django.db import connection

from rootbridge.base.core import versions
from rootbridge.base.core.fragments import Memory
from rootbridge.base.core.text import words
from rootbridge.base.reference.models import Place

from .cards import STAMP, Row
from .models import Mode, NeedKind
from .models.needs import ANSWERS, LONGEST_WORD

PAGE = 24
MOST_WORDS = 12
_listings = Memory(500)

FOUND = """
FROM opportunities_need n
JOIN opportunities_publication pub ON pub.need_id = n.id
JOIN organisations_organisation o ON o.id = n.organisation_id
JOIN reference_place p ON p.id = n.place_id
LEFT JOIN opportunities_closing c ON c.need_id = n.id
WHERE n.hidden_at IS NULL
"""
OPEN = " AND c.id IS NULL AND (n.answer_by IS NULL OR n.answer_by >= %(day)s)"
PAST = " AND (c.id IS NOT NULL OR n.answer_by < %(day)s)"
ROWS = f"""
SELECT n.id, {STAMP},
    {ANSWERS.format(need="n.id")},
    CASE WHEN c.id IS NULL THEN n.answer_by - %(day)s ELSE -1 END
"""
CONDITIONS = {
    "kind": "n.kind = %(kind)s",
    "mode": "n.mode IN (%(mode)s, 'either')",
    "region": "p.path LIKE %(region_path)s",
    "language": "n.languages @> ARRAY[%(language)s]::varchar[]",
}
COUNTS = f"""
WITH base AS MATERIALIZED (
    SELECT n.kind, n.mode, split_part(p.path, '/', 2) AS region, n.languages, {{flags}} {FOUND} {{narrowed}}
)
SELECT 'kind', kind, count(*) FROM base WHERE mode_fits AND region_fits AND language_fits GROUP BY kind
UNION ALL SELECT 'mode', asked, count(*) FROM base, (VALUES ('remote'), ('there')) modes (asked)
    WHERE mode IN (asked, 'either') AND kind_fits AND region_fits AND language_fits GROUP BY asked
UNION ALL SELECT 'region', region, count(*) FROM base
    WHERE region <> '' AND kind_fits AND mode_fits AND language_fits GROUP BY region
UNION ALL SELECT 'language', spoken, count(*) FROM base, unnest(languages) AS spoken
    WHERE kind_fits AND mode_fits AND region_fits GROUP BY spoken
UNION ALL SELECT 'all', '', count(*) FROM base WHERE kind_fits AND mode_fits AND region_fits AND language_fits
UNION ALL SELECT 'open', '', count(*) {FOUND} {OPEN}
UNION ALL SELECT 'past', '', count(*) {FOUND} {PAST}
"""  # noqa: S608


class Filters(NamedTuple):
    """What a reader asks the list for; each may be empty. ``region``: code of a district; ``words``: folded."""

    kind: str = ""
    mode: str = ""
    region: str = ""
    language: str = ""
    words: tuple[str, ...] = ()
    is_past: bool = False

    @classmethod
    def of(cls, asked) -> "Filters":
        """From the query of an address; what is unknown counts as not asked."""
        kind, mode = asked.get("kind", ""), asked.get("mode", "")
        return cls(
            kind=kind if kind in NeedKind.values else "",
            mode=mode if mode in (Mode.REMOTE, Mode.THERE) else "",
            region=_code(asked.get("region", "")),
            language=_code(asked.get("language", "")),
            words=tuple(word[:LONGEST_WORD] for word in words(asked.get("q", "")[:200])[:MOST_WORDS]),
            is_past=asked.get("show") == "past",
        )

    def __bool__(self):
        return bool(self.kind or self.mode or self.region or self.language or self.words)

    def parameters(self, day) -> dict:
        typed = " & ".join(f"'{word}':*" for word in self.words)
        return {"day": day, "kind": self.kind, "mode": self.mode, "language": self.language, "typed": typed,
                "region_path": f"{self.region[:2]}/{self.region}/%"}  # fmt: skip


class Counts(NamedTuple):
    """``by``: {filter: {value: needs left}}; ``found``, ``open``, ``past``: numbers of needs; ``regions``: names."""

    by: dict[str, dict[str, int]]
    found: int
    open: int
    past: int
    regions: dict[str, dict]


class Listing(NamedTuple):
    """``version``: of the content it was read under; None where it is not to be remembered."""

    rows: list[Row]
    counts: Counts
    version: int | None


def needs_found(filters: Filters, *, day, page: int) -> Listing:
    """One page of the list, the newest first. One query while nothing public changed, four after a change.

    Inside a transaction nothing is remembered: what it has changed has no version yet.
    """
    if filters.words or connection.in_atomic_block:
        return _read(filters, day, page, None)
    version = versions.number()
    return _listings.get((filters, day, page, version), lambda: _read(filters, day, page, version))


def _read(filters, day, page, version) -> Listing:
    asked = filters.parameters(day)
    conditions = "".join(f" AND {sql}" for name, sql in CONDITIONS.items() if getattr(filters, name))
    order = "ORDER BY pub.at DESC, pub.need_id DESC LIMIT %(most)s OFFSET %(start)s"
    with connection.planned() as cursor:
        limits = {"most": PAGE, "start": (page - 1) * PAGE}
        cursor.execute(f"{ROWS} {FOUND} {_narrowed(filters)} {conditions} {order}", {**asked, **limits})
        rows = [Row(*row) for row in cursor.fetchall()]
    return Listing(rows, _count(filters, asked), version)


def _count(filters, asked) -> Counts:
    flags = ", ".join(f"{sql if getattr(filters, name) else 'TRUE'} AS {name}_fits" for name, sql in CONDITIONS.items())
    by: dict[str, dict[str, int]] = {name: {} for name in (*CONDITIONS, "all", "open", "past")}
    with connection.cursor() as cursor:
        cursor.execute(COUNTS.format(flags=flags, narrowed=_narrowed(filters)), asked)
        for name, value, number in cursor.fetchall():
            by[name][value] = number
    regions = dict(Place.objects.filter(code__in=[*by["region"], filters.region]).values_list("code", "names"))
    found, opened, past = (by.pop(name).get("", 0) for name in ("all", "open", "past"))
    return Counts(by, found, opened, past, regions)


def _narrowed(filters) -> str:
    typed = " AND n.words @@ %(typed)s::tsquery" if filters.words else ""
    return (PAST if filters.is_past else OPEN) + typed


def _code(value: str) -> str:
    """A code of a place or language, or nothing."""
    return value if len(value) <= 60 and value.replace("-", "").isalnum() and value.isascii() else ""
