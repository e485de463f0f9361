"""Links, elections and steps for the tests, with the least that they must say."""

from datetime import date, timedelta

from django.utils import timezone

from rootbridge.base.core import findable
from rootbridge.base.fetching.checking import Finding
from rootbridge.base.fetching.models import Address
from rootbridge.subjects.services.models import Election, ElectionDate, Link, PlanStep, PollingPlace

GONE = Finding("failed", "gone", 404)


def make_link(cast, **fields) -> Link:
    known = {
        "url": "https://asp.example/", "titles": {"en": "Public services", "ro": "Servicii publice"},
        "purposes": {"en": "Where papers are made."}, "topic": "papers", "languages": ["ro"],
        "place": cast.places["MD"],
    }  # fmt: skip
    link = Link.objects.create(**known | fields)
    findable.changed("services.link", link.pk)
    return link


def break_address(url: str) -> Address:
    """The address has failed for days."""
    address, _made = Address.objects.get_or_create(url=url)
    for days in (9, 5, 1):
        address.note(GONE, now=timezone.now() - timedelta(days=days))
    return address


def make_election(cast, *, in_days=40, places=(), **fields) -> Election:
    day = timezone.localdate() + timedelta(days=in_days)
    known = {
        "slug": f"vote-{in_days}" if in_days >= 0 else f"voted-{-in_days}", "names": {"en": f"Vote in {in_days} days"},
        "abouts": {"en": "A parliament."}, "papers": {"en": "Passport\nIdentity card"},
        "registering": {"en": "You need not."}, "first_on": day, "last_on": day, "office": cast.bureau,
    }  # fmt: skip
    election = Election.objects.create(**known | fields)
    ElectionDate.objects.create(election=election, kind="voting", starts_on=day)
    ElectionDate.objects.create(election=election, kind="registering_ends", starts_on=day - timedelta(days=30))
    for country, city, address in places:
        make_place(election, country=country, city=city, address=address)
    return election


def make_place(election, **fields) -> PollingPlace:
    known = {
        "election": election, "country": "IT", "city": "Roma", "name": "The embassy", "address": "Via 1",
        "opens": "07:00", "closes": "21:00", "zone": "Europe/Rome",
    }  # fmt: skip
    return PollingPlace.objects.create(**known | fields)


def make_step(key: str, days: int = -10, *, checked_on: date | None = None, **fields) -> PlanStep:
    known = {
        "key": key, "titles": {"en": f"Do {key}", "ro": f"Faceți {key}"}, "whys": {"en": "Because."},
        "offset_days": days, "checked_on": checked_on or timezone.localdate(),
    }  # fmt: skip
    step = PlanStep(**known | fields)
    step.save()
    return step
