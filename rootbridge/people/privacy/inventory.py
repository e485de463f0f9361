"""What is kept of a member: read from the fields themselves, with the member's values."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import CASCADE
from django.utils.translation import get_language, gettext

from rootbridge.base.core.keeping import BASES, NONE, RETENTIONS, VIEWERS, keeping_of
from rootbridge.base.design.formats import date, listed, moment

from . import export

SHOWN = 5  # rows of a kind that stand on the page; the download holds all


@dataclass(frozen=True)
class KeptField:
    """Why a field is kept, on which ground, how long, and who sees it; all in words."""

    name: str
    title: str
    purpose: str
    basis: str
    retention: str
    seen_by: str


@dataclass(frozen=True)
class KeptKind:
    """``rows``: the latest, each a list of (title, value) without what is empty; ``count``: how many there are."""

    key: str
    title: str
    fields: list[KeptField]
    rows: list[list[tuple[str, str]]]
    count: int

    @property
    def table(self) -> list[list[str]]:
        """A row for each field: what, why, on which ground, how long, who sees it."""
        return [[one.title, one.purpose, one.basis, one.retention, one.seen_by] for one in self.fields]


def kinds_of(member) -> list[KeptKind]:
    """Each kind of which something is kept; at most two queries each."""
    found = []
    for exporter in export.every():
        rows = list(exporter.rows_of(member).order_by("-pk")[: SHOWN + 1])
        count = len(rows) if len(rows) <= SHOWN else exporter.rows(member).count()
        if count:
            fields = [field for field in exporter.fields() if _tells(field)]
            shown = [_shown(row, fields) for row in rows[:SHOWN]]
            found.append(KeptKind(exporter.key, exporter.title, [_kept(field) for field in fields], shown, count))
    return found


def _tells(field) -> bool:
    """Does it say something about the person, and not only whose row it is?"""
    keeping = keeping_of(field)
    is_owner = field.is_relation and field.remote_field.on_delete is CASCADE
    return not field.primary_key and not is_owner and (keeping is None or keeping.basis != NONE)


def _kept(field) -> KeptField:
    keeping = keeping_of(field)
    if keeping is None:
        return KeptField(field.name, field.verbose_name, "", "", "", "")
    return KeptField(
        field.name, field.verbose_name, keeping.purpose, BASES[keeping.basis], RETENTIONS[keeping.retention],
        VIEWERS[keeping.seen_by],
    )  # fmt: skip


def _shown(row, fields) -> list[tuple[str, str]]:
    said = [(field.verbose_name, in_words(row, field)) for field in fields]
    return [(title, words) for title, words in said if words]


def in_words(row, field) -> str:
    """The value as a reader understands it; "" for nothing."""
    if field.is_relation:
        return export.name_of(getattr(row, field.name), get_language()) or ""
    if field.choices:
        return str(getattr(row, f"get_{field.name}_display")() or "")
    value = field.value_from_object(row)
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if isinstance(value, dt.datetime):
        return moment(value)
    if isinstance(value, dt.date):
        return date(value)
    if isinstance(value, (list, tuple)):
        return listed(value)
    if isinstance(value, dict):
        return "; ".join(f"{key}: {one}" for key, one in value.items())
    return "" if value is None else str(value)
