"""Everything that is kept of a member, as one zip: a file of JSON for each kind, and a page that explains them.

Every app registers its kinds in ``exporters.py``; a test fails when a model with an owner has none.
"""

import datetime as dt
import json
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext

from rootbridge.base.core.keeping import keeping_of
from rootbridge.base.core.registry import Registry

PIECE = 65_536  # bytes handed on at a time
ROWS = 500  # rows read at a time


@dataclass(frozen=True)
class Exporter:
    """``rows(member)``: a queryset of the member's rows; ``without``: fields that leave the server for nobody;
    ``also(row)``: a dict of what stands elsewhere and belongs to the row; ``attach(row)``: (name, pieces of bytes) of a
    file that belongs to it."""

    key: str
    title: str
    model: type
    rows: Callable
    without: tuple[str, ...] = ()
    also: Callable = lambda row: {}
    attach: Callable | None = None
    order: int = 50
    part: str = ""

    def fields(self) -> list[models.Field]:
        """The fields that go into the file."""
        return [
            field for field in self.model._meta.concrete_fields
            if field.name not in self.without and not isinstance(field, models.BinaryField)
        ]  # fmt: skip

    def rows_of(self, member) -> models.QuerySet:
        ties = [field.name for field in self.fields() if field.is_relation and field.related_model is not type(member)]
        return self.rows(member).select_related(*ties)


exporters: Registry[Exporter] = Registry("exporters")


def add_exporter(key: str, model, *, title, rows: Callable | str = "member", **more) -> Exporter:
    """Let members take their rows of a model with them. ``rows``: the name of the tie to the member, or a function
    of the member that gives a queryset; ``title``: lazy; ``more``: ``without``, ``also``, ``attach``, ``order``."""
    if isinstance(rows, str):
        tie = rows
        rows = lambda member: model._default_manager.filter(**{tie: member})  # noqa: E731
    return exporters.add(key, Exporter(key, title, model, rows, **more))


def every() -> list[Exporter]:
    """Of sleeping parts too: their data is kept."""
    return sorted(exporters.all().values(), key=lambda exporter: exporter.order)


def stream(member, language: str) -> Iterator[bytes]:
    """The zip, piece by piece; no more than a few hundred rows are in memory at once."""
    explained = readme(member, language)
    out = _Outlet()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("README.txt", explained)
        for exporter in every():
            with archive.open(f"{exporter.key}.json", "w") as file:
                file.write(b"[")
                for number, row in enumerate(exporter.rows_of(member).order_by("pk").iterator(ROWS)):
                    file.write((",\n" if number else "\n").encode() + _json(row_of(row, exporter, language)))
                    if out.size > PIECE:
                        yield out.take()
                file.write(b"\n]\n")
            yield out.take()
            yield from _attached(archive, exporter, member, out)
    yield out.take()


def _attached(archive, exporter, member, out) -> Iterator[bytes]:
    """The files that belong to the rows, each under the number of its row."""
    for row in exporter.rows_of(member).order_by("pk").iterator(ROWS) if exporter.attach else ():
        name, pieces = exporter.attach(row)
        with archive.open(f"{exporter.key}/{row.pk}-{name.replace('/', ' ')}", "w") as file:
            for piece in pieces:
                file.write(piece)
                yield out.take()
        yield out.take()


def row_of(row, exporter: Exporter, language: str) -> dict:
    """One row as JSON values: ties by name, choices by their key."""
    return {field.name: _value(row, field, language) for field in exporter.fields()} | exporter.also(row)


def readme(member, language: str) -> str:
    """What each file holds, in the reader's language."""
    lines = [gettext("This is everything that this platform keeps about you."), ""]
    for exporter in every():
        lines += [f"{exporter.key}.json: {exporter.title}"]
        for field in exporter.fields():
            keeping = keeping_of(field)
            if keeping and field.name != "id":
                lines.append(f"    {field.name}: {field.verbose_name} ({keeping.purpose})")
    return "\n".join(lines) + "\n"


def _value(row, field, language):
    if field.is_relation:
        return name_of(getattr(row, field.name), language)
    value = field.value_from_object(row)
    if isinstance(value, (dt.datetime, dt.date)):
        return value.isoformat()
    return value


def name_of(thing, language: str):
    """A tied row in words; None when there is none."""
    if thing is None:
        return None
    name = getattr(thing, "name", None)
    return name(language) if callable(name) else str(thing)


def _json(row: dict) -> bytes:
    return json.dumps(row, ensure_ascii=False, default=str).encode("utf8", "replace")


class _Outlet:
    """What zipfile writes into and the response takes from; it cannot go back."""

    def __init__(self):
        self._pieces: list[bytes] = []
        self.size = 0

    def write(self, data) -> int:
        self._pieces.append(bytes(data))
        self.size += len(data)
        return len(data)

    def flush(self) -> None:
        """Nothing waits."""

    def take(self) -> bytes:
        data, self._pieces, self.size = b"".join(self._pieces), [], 0
        return data
