"""Days as a calendar file: whole days, each with an alarm the morning before; read by every calendar."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from icalendar import Alarm, Calendar, Event

# Nine in the morning of the day before a day that begins at midnight.
MORNING_BEFORE = timedelta(hours=-15)


@dataclass(frozen=True)
class Entry:
    """``key``: the same for the same thing for ever, so that a calendar changes it instead of adding it again;
    ``until``: the last day, None for a single one."""

    key: str
    day: date
    title: str
    words: str = ""
    until: date | None = None
    location: str = ""
    url: str = ""


def calendar_of(name: str, entries: Iterable[Entry], *, stamped: datetime) -> bytes:
    """The file. ``stamped``: when the entries were last known to be so; a later one replaces an earlier."""
    calendar = Calendar()
    calendar.add("prodid", "-//Rootbridge//Planner//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    for entry in entries:
        calendar.add_component(_event(entry, stamped))
    return calendar.to_ical()


def _event(entry: Entry, stamped: datetime) -> Event:
    event = Event()
    event.add("uid", f"{entry.key}@{urlsplit(settings.PUBLIC_ADDRESS).hostname}")
    event.add("dtstamp", stamped)
    event.add("sequence", int(stamped.timestamp()) // 60)
    event.add("dtstart", entry.day)
    event.add("dtend", (entry.until or entry.day) + timedelta(days=1))
    event.add("summary", entry.title)
    event.add("transp", "TRANSPARENT")
    for field in ("location", "url"):
        if value := getattr(entry, field):
            event.add(field, value)
    if entry.words:
        event.add("description", entry.words)
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", entry.title)
    alarm.add("trigger", MORNING_BEFORE)
    event.add_component(alarm)
    return event
