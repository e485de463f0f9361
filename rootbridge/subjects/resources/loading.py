"""Records and collections from a file: what comes with every platform, and what a pack adds."""

import json
from pathlib import Path

from django.db import transaction

from rootbridge.base.reference.models import Place

from .models import Collection, Entry, Resource, Version

SHIPPED = Path(__file__).parent / "data" / "library.json"


def load_resources(path: Path | str = SHIPPED, *, is_shipped=True) -> list:
    """Write the records and collections of a file that are not there yet; returns the rows made, none on a second run.
    A record that somebody changed or took off stays as they left it.

    A file holds ``resources``: [{slug, kind, topic, year, publisher, licence, original, named_in, tasks, place,
    summaries: {language: text}, versions: {language: {title, address | made}}}] and ``collections``: [{slug, titles,
    leads, number, entries: [[slug, {language: note}]]}].
    """
    file = json.loads(Path(path).read_text("utf8"))
    with transaction.atomic():
        there = set(Resource.objects.values_list("slug", flat=True))
        made = [_record(row, is_shipped) for row in file["resources"] if row["slug"] not in there]
        known = set(Collection.objects.values_list("slug", flat=True))
        resources = dict(Resource.objects.values_list("slug", "pk"))
        rows = [row for row in file.get("collections", []) if row["slug"] not in known]
        made += [_collection(row, resources, is_shipped) for row in rows]
    return made


def bring() -> int:
    return len(load_resources())


def _record(row, is_shipped) -> Resource:
    names = ("slug", "kind", "topic", "year", "publisher", "licence", "original", "named_in", "tasks", "summaries")
    place = Place.objects.at(row["place"]) if row.get("place") else None
    facts = {name: row[name] for name in names if name in row}
    resource = Resource.objects.create(is_shipped=is_shipped, place=place, **facts)
    Version.objects.bulk_create(
        Version(resource=resource, language=language, title=said["title"], address=said.get("address", ""),
                made=said.get("made", ""))
        for language, said in row["versions"].items()
    )  # fmt: skip
    return resource


def _collection(row, resources, is_shipped) -> Collection:
    place = Place.objects.at(row["place"]) if row.get("place") else None
    collection = Collection.objects.create(
        slug=row["slug"], titles=row["titles"], leads=row["leads"], number=row.get("number", 100), place=place,
        is_shipped=is_shipped,
    )  # fmt: skip
    Entry.objects.bulk_create(
        Entry(collection=collection, resource_id=resources[slug], number=number, notes=notes)
        for number, (slug, notes) in enumerate(row["entries"], start=1)
    )
    return collection
