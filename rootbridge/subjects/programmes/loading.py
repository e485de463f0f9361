"""The programmes that come with a pack: their words, terms and calls, with days around today."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

from rootbridge.base.core import findable
from rootbridge.base.reference.models import Place
from rootbridge.people.offices.models import Office

from .models import KINDS, Call, Programme
from .models.programme import SEARCHED

PLAIN = ("slug", "kind", "names", "leads", "bodies", "currency", "grant_min", "grant_max", "total_min", "total_max",
         "months", "sources")  # fmt: skip
KEYS = {"share": "shares", "paper": "papers", "criterion": "criteria", "stage": "stages", "question": "questions",
        "rule": "rules"}  # fmt: skip


def load_programmes(rows, *, zone: str, owners: dict) -> list[Programme]:
    """Write the programmes of a pack, public, with everything that belongs to them. ``owners``: {key: member}."""
    now, made = timezone.now(), []
    for row in rows:
        programme = Programme.objects.create(
            **{name: row[name] for name in PLAIN}, place=Place.objects.at(row["place"]),
            office=Office.objects.get(slug=row["office"]), owner=owners.get(row["owner"]),
            checked_on=(now - timedelta(days=row["checked_days_ago"])).date(),
            review_on=(now + timedelta(days=row["review_in_days"])).date(),
            published_at=now - timedelta(days=row["checked_days_ago"]),
        )  # fmt: skip
        for kind, name in KEYS.items():
            for order, term in enumerate(row[name], start=1):
                KINDS[kind].objects.create(programme=programme, order=order, **term)
        for call in row["calls"]:
            _call(programme, call, now, zone)
        findable.changed(SEARCHED, programme.pk)
        made.append(programme)
    return made


def _call(programme, row, now, zone) -> Call:
    opens, closes = (_moment(now, row[name], at, zone) for name, at in (("opens_in_days", 9), ("closes_in_days", 17)))
    decide = (now + timedelta(days=row["decide_in_days"])).date()
    results = now + timedelta(days=row["decide_in_days"] + 5) if row.get("results") else None
    return Call.objects.create(
        programme=programme, key=row["key"], names=row["names"], opens_at=opens, closes_at=closes, zone=zone,
        budget=row["budget"], decide_by=decide, published_at=min(now, opens - timedelta(days=30)), results_at=results,
    )  # fmt: skip


def _moment(now, days, hour, zone) -> datetime:
    """So many days from today, at an hour by the clock of the zone."""
    day = (now + timedelta(days=days)).astimezone(ZoneInfo(zone)).date()
    return datetime.combine(day, time(hour), ZoneInfo(zone))
