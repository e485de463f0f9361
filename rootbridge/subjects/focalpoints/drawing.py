"""Offices and people as pages show them: open or closed now, by whose clock, who stands in."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.http import urlencode
from markupsafe import Markup

from rootbridge.base.core import parts
from rootbridge.base.design.formats import moment
from rootbridge.base.reference.countries import timezone_of
from rootbridge.people.offices.hours import Opening, exceptions, next_opening, open_until, openings
from rootbridge.people.offices.models import FocalPoint, Office


@dataclass(frozen=True)
class Shown:
    """An office on a page. ``until``: closes at, "" when closed now; ``opens``: when next, by the reader's clock where
    it is known, "" for never; ``is_own_clock``: is it the reader's; ``ask_url``: "" when nobody can be asked."""

    office: Office
    openings: list[Opening]
    until: str
    opens: Markup | str
    is_own_clock: bool
    ask_url: str
    other_days: list[tuple[date, str]]


def shown(office: Office, living: str, now: datetime, hours: dict | None = None) -> Shown:
    """No query when the office's place is there. ``hours``: another week than the office's."""
    until = open_until(office, now, hours)
    opens = None if until else next_opening(office, now, hours)
    zone = ZoneInfo(timezone_of(living)) if living else None
    words = moment(opens, zone or opens.tzinfo) if opens else ""
    week = openings(office, living, day=now.date(), hours=hours)
    return Shown(office, week, until, words, bool(zone), ask_url(office), exceptions(office, today=now.date()))


def ask_url(office: Office, person: FocalPoint | None = None, **more) -> str:
    """Where one writes to an office; nobody's address is shown."""
    if not parts.is_on("help"):
        return ""
    topic = {"topic": person.topics[0]} if person and len(person.topics) == 1 else {}
    return reverse("help:ask") + "?" + urlencode({"office": office.slug, **topic, **more})


@dataclass(frozen=True)
class Answering:
    """A person on the page of an office. ``stand_in``: who answers while they are away, None; ``ask_url``."""

    person: FocalPoint
    stand_in: FocalPoint | None
    ask_url: str


def people_of(office: Office, day) -> list[Answering]:
    """Who answers there, the first of it first. One query."""
    rows = FocalPoint.objects.public_on(day).filter(office=office).for_pages().order_by("-is_first", "pk")
    found = []
    for person in rows:
        person.office = office
        other = person.standing_in(day)
        found.append(Answering(person, other if other != person else None, ask_url(office, person)))
    return found


def successors(office: Office, day) -> list[FocalPoint]:
    """People whose time is over and who named somebody who is there: [(person, who stands in)]. Their names are not
    told, only that somebody follows."""
    rows = FocalPoint.objects.over_on(day).filter(office=office, substitute__isnull=False).select_related("substitute")
    return [one.substitute for one in rows if one.substitute.state_on(day) == "public"]
