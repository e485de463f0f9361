"""All that is an association's own, as a zip of JSON and CSV with its documents."""

import json
import tempfile
import zipfile
from collections.abc import Iterator

from rootbridge.base.core.sheets import sheet_of
from rootbridge.base.files import shelf
from rootbridge.base.files.contents import KINDS

IN_MEMORY = 1_000_000
TABLES = {
    "officers": ("name", "function", "function_words", "starts_on", "ends_on", "agreed_at", "is_public", "ended_at"),
    "members": ("member__name", "asked_at", "accepted_at", "ended_at"),
    "chapters": ("chapter__slug", "asked_at", "accepted_at", "ended_at"),
    "parents": ("parent__slug", "asked_at", "accepted_at", "ended_at"),
    "news": ("title", "text", "language", "day", "at"),
    "projects": ("title", "place", "state", "amount", "currency", "year", "language"),
    "documents": ("title", "language", "file__name", "at"),
    "standings": ("kind", "at", "recheck_on", "ended_at"),
}
OWN = ("slug", "kind", "names", "about", "works_on", "languages", "email", "phone", "website", "social", "shown",
       "members_about", "founded", "facts", "state", "source", "registered_at", "confirmed_at")  # fmt: skip


def stream(organisation) -> Iterator[bytes]:
    """The zip, of any size: beyond a megabyte it is a file that goes when it is sent."""
    with tempfile.SpooledTemporaryFile(max_size=IN_MEMORY) as body:
        _write(organisation, body)
        body.seek(0)
        yield from iter(lambda: body.read(65_536), b"")


def _write(organisation, body):
    with zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED) as archive:
        own = {name: getattr(organisation, name) for name in OWN}
        own["places"] = [
            {"side": tie.side, "code": tie.place.code, "town": tie.town} for tie in organisation.ties.for_list()
        ]
        archive.writestr("organisation.json", json.dumps(own, ensure_ascii=False, indent=1, default=str))
        for name, columns in TABLES.items():
            rows = list(_rows(organisation, name).values(*columns))
            archive.writestr(f"{name}.json", json.dumps(rows, ensure_ascii=False, indent=1, default=str))
            archive.writestr(f"{name}.csv", _sheet(columns, rows))
        for one in organisation.documents.select_related("file"):
            path = shelf.path_of(one.file.digest, KINDS[one.file.kind][0])
            if path.exists():
                archive.write(path, f"documents/{one.pk}-{one.file.name}")


def _rows(organisation, name):
    rows = organisation.memberships.accepted() if name == "members" else getattr(organisation, name).all()
    return rows.order_by("pk")


def _sheet(columns, rows) -> str:
    return sheet_of([columns, *([_plain(row[name]) for name in columns] for row in rows)])


def _plain(value):
    return "" if value is None else value if isinstance(value, int | str) else str(value)
