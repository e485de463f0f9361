"""How many members from each place live in which country, as it may be told. Counted once a week, up to the Sunday
before, so that nobody sees from one day to the next what the newest member said of themselves.

A place and all that lies in it are told side by side, so one could be taken from the other. Each level is therefore a
part of the level above in the sense of ``core/shares.py``: only countries that the larger place tells are told of the
smaller, and cells are hidden together until none follows from what is left.
"""

from collections import defaultdict
from datetime import timedelta

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Count

from rootbridge.base.core import versions
from rootbridge.base.core.clock import platform
from rootbridge.base.core.grouping import gathered
from rootbridge.base.core.shares import hidden_rows, readable_parts
from rootbridge.base.reference.models import Place
from rootbridge.people.members.models import Member

from .models import Living

OTHERS = ""
LOCK = 7_451_031
Counts = dict[str, int]


def sunday_before(today):
    return today - timedelta(days=today.isoweekday())


def count_people(today) -> int:
    """Write the counts of the week that are not there yet; how many places are told of."""
    on, country = sunday_before(today), platform().country
    home = Place.objects.countries().filter(code=country).first()
    if home is None or Living.objects.filter(place=home, on=on).exists():
        return 0
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        if Living.objects.filter(place=home, on=on).exists():
            return 0
        told = told_of(_members(home, on), home.path, settings.ROOTBRIDGE_SMALL_CELL)
        Living.objects.exclude(place=home).delete()
        places = dict(Place.objects.filter(path__in=told).values_list("path", "pk"))
        rows = [Living(place_id=places[path], on=on, rows=_ranked(counts)) for path, counts in told.items()
                if path != home.path]  # fmt: skip
        Living.objects.bulk_create(rows, batch_size=500)
        Living.objects.update_or_create(place=home, defaults={"on": on, "rows": _ranked(told.get(home.path, {}))})
        versions.changed()
    return len(rows)


def told_of(members: dict[tuple[str, str], int], top: str, limit: int) -> dict[str, Counts]:
    """{path: {country: how many}} of what may be told. ``members``: {(path of home, country): how many}; ``top``:
    path of the country."""
    below: dict[str, Counts] = defaultdict(lambda: defaultdict(int))
    for (path, land), number in members.items():
        steps = path.rstrip("/").split("/")
        for depth in range(1, len(steps) + 1):
            below["/".join(steps[:depth]) + "/"][land] += number
    told = {top: _whole(below.get(top, {}), limit)}
    wanted = [top]
    while wanted:
        path = wanted.pop()
        parts = {one: dict(counts) for one, counts in below.items() if _lies_right_in(one, path)}
        shown = _parts(told[path], parts, limit)
        told |= shown
        wanted += shown
    return {path: counts for path, counts in told.items() if counts}


def _whole(counts: Counts, limit: int) -> Counts:
    """The countries that keep their names; the small ones stand together."""
    small, found = gathered(counts, limit), defaultdict(int)
    if len(small) == len(counts) and sum(counts.values()) < limit:
        return {}
    for land, number in counts.items():
        found[OTHERS if land in small else land] += number
    return dict(found)


def _parts(whole: Counts, parts: dict[str, Counts], limit: int) -> dict[str, Counts]:
    """What may be told of places that lie side by side in a larger one, of which ``whole`` is told."""
    folded = {}
    for path, counts in parts.items():
        rows = defaultdict(int)
        for land, number in counts.items():
            rows[land if land in whole else OTHERS] += number
        folded[path] = {land: (rows[land], rows[land]) for land in whole}
    sizes = {path: _size(rows.values()) for path, rows in folded.items()}
    shown = readable_parts(_size((one, one) for one in whole.values()), sizes, limit)
    rows = {path: folded[path] for path in sorted(shown)}
    hidden = hidden_rows({land: (number, number) for land, number in whole.items()}, rows, limit)
    return {
        path: {land: people for land, (people, _value) in cells.items() if people and (land, path) not in hidden}
        for path, cells in rows.items()
    }


def _size(rows) -> tuple[int, int]:
    people = sum(row[0] for row in rows)
    return people, people


def _lies_right_in(path: str, larger: str) -> bool:
    return path != larger and path.startswith(larger) and path[len(larger) :].count("/") == 1


def _members(home, on) -> dict[tuple[str, str], int]:
    members = Member.objects.active().from_below(home.path).filter(joined_at__date__lte=on)
    abroad = members.filter(living__isnull=False).exclude(living__code=home.code)
    rows = abroad.values_list("home__path", "living__code").annotate(number=Count("pk")).order_by()
    return {(path, land): number for path, land, number in rows}


def _ranked(counts: Counts) -> list[list]:
    """The most first, the others together last."""
    return [[land, counts[land]] for land in sorted(counts, key=lambda land: (land == OTHERS, -counts[land], land))]
