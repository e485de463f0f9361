"""Where to go with the matter of a guide: its offices, those nearest to the reader first."""

from dataclasses import dataclass
from datetime import date, datetime

from rootbridge.people.offices.hours import Opening, exceptions, open_until, openings
from rootbridge.people.offices.models import ABROAD, LOCAL, Office

from .models import Guide

# Words that stand for the reader's own offices in the list of a guide.
HOME, THERE = "home", "abroad"
FIRST = 3


@dataclass(frozen=True)
class Counter:
    """An office one can go to. ``is_own``: it serves the reader's country or home place; ``until``: closes at, "" when
    closed now; ``other_days``: (day, hours) on which it keeps other hours, "" where it is closed."""

    office: Office
    is_own: bool
    openings: list[Opening]
    until: str
    other_days: list[tuple[date, str]]


def counters_of(guide: Guide, bearings, now: datetime) -> tuple[list[Counter], list[Counter]]:
    """The offices of a guide: (those for this reader, the others). At most three queries; none where a guide names no
    office and is not for people abroad."""
    named = list(Office.objects.filter(slug__in=guide.where).select_related("place")) if guide.where else []
    is_abroad = THERE in guide.where or any(office.kind in ABROAD for office in named)
    own = _serving(bearings.living) if is_abroad or (not guide.where and "abroad" in guide.stages) else []
    if HOME in guide.where and bearings.home:
        own += _at_home(bearings.home)
    known = {office.pk for office in own}
    rest = [office for office in named if office.pk not in known]
    rest.sort(key=lambda office: (office.kind in ABROAD, guide.where.index(office.slug)))
    near = [office for office in rest if not (bearings.living and office.kind in ABROAD)]
    first = own + near[: max(1, FIRST - len(own))] if own or near else []
    later = [office for office in rest if office not in first]
    return (
        [_counter(office, office.pk in known, bearings.living, now) for office in first],
        [_counter(office, False, bearings.living, now) for office in later],
    )


def _serving(living: str) -> list[Office]:
    """Consulates before embassies."""
    return list(Office.objects.serving(living).select_related("place").order_by("kind", "slug")) if living else []


def _at_home(code: str) -> list[Office]:
    parts = code.split("-")
    codes = ["-".join(parts[:number]) for number in range(2, len(parts) + 1)]
    found = Office.objects.filter(kind__in=LOCAL, place__code__in=codes).select_related("place")
    return sorted(found, key=lambda office: (-len(office.place.path), office.slug))


def _counter(office: Office, is_own: bool, living: str, now: datetime) -> Counter:
    today = now.date()
    week = openings(office, living, day=today)
    return Counter(office, is_own, week, open_until(office, now), exceptions(office, today=today))
