"""When an office is open and opens next, in its own clock and in the reader's; the day until which it promises a reply.

``hours`` is a week as an office keeps it, {"mon": [["09:00", "17:00"]], …}; the office's own where none is given.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from datetime import time as clock
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel import Locale
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from rootbridge.base.design.formats import locale_of
from rootbridge.base.reference.countries import timezone_of

from .models import ABROAD, Office

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
COMMAS = {"ar": "، "}
# How far ahead an opening is looked for: a desk that is closed longer has none.
DAYS_AHEAD = 60


@dataclass(frozen=True)
class Opening:
    """Days with the same hours: "Mon–Thu", the hours at the office, the same in the reader's clock or ""."""

    days: str
    there: SafeString
    here: SafeString | str = ""


def zone_of(office: Office) -> ZoneInfo:
    """The clock on the wall of an office: an embassy keeps that of the country it serves."""
    if office.kind in ABROAD and office.serves:
        return ZoneInfo(timezone_of(office.serves[0]))
    return ZoneInfo(office.place.timezone or timezone_of(office.place.country_code))


def openings(office: Office, living: str = "", *, day: date, hours: dict | None = None) -> list[Opening]:
    """The week of an office, days with the same hours together; ``living``: country of the reader. No query
    when the office's place is there."""
    ahead = _hours_ahead(zone_of(office), living, day)
    weeks: list[tuple[list[int], list]] = []
    for number, name in enumerate(DAYS):
        spans = (office.hours if hours is None else hours).get(name) or []
        if weeks and weeks[-1][1] == spans and weeks[-1][0][-1] == number - 1:
            weeks[-1][0].append(number)
        else:
            weeks.append(([number], spans))
    return [
        Opening(_days(numbers), _spans(spans), _spans(spans, ahead) if ahead else "")
        for numbers, spans in weeks
        if spans
    ]


def open_until(office: Office, now: datetime, hours: dict | None = None) -> str:
    """The clock at which an open office closes ("17:30", in its own clock); "" when it is closed now."""
    there = now.astimezone(zone_of(office))
    clock = f"{there:%H:%M}"
    return next((end for start, end in _spans_on(office, there.date(), hours) if start <= clock < end), "")


def next_opening(office: Office, now: datetime, hours: dict | None = None) -> datetime | None:
    """When an office opens next after a moment, in its own clock; None when it keeps no hours. Where the clock jumps
    over an hour in spring, what would begin inside it begins an hour later."""
    zone = zone_of(office)
    today = now.astimezone(zone).date()
    for ahead in range(DAYS_AHEAD):
        day = today + timedelta(days=ahead)
        for start, _end in sorted(_spans_on(office, day, hours)):
            hour, _colon, minute = start.partition(":")
            opens = datetime(day.year, day.month, day.day, int(hour), int(minute), tzinfo=zone)
            if opens.astimezone(UTC) > now:
                return opens.astimezone(UTC).astimezone(zone)
    return None


def _spans_on(office: Office, day: date, hours: dict | None) -> list:
    week = office.hours if hours is None else hours
    if day in office.closed_on:
        return []
    return office.special_hours.get(day.isoformat(), week.get(DAYS[day.weekday()]) or [])


def exceptions(office: Office, *, today: date) -> list[tuple[date, SafeString | str]]:
    """The days ahead on which an office keeps other hours than every week: (day, hours, "" where it is closed)."""
    last = today + timedelta(days=DAYS_AHEAD)
    days = dict.fromkeys(office.closed_on, "")
    days |= {date.fromisoformat(day): _spans(spans) for day, spans in office.special_hours.items()
             if date.fromisoformat(day) not in days}  # fmt: skip
    return sorted((day, spans) for day, spans in days.items() if today <= day <= last)


def special_lines(days: dict) -> str:
    """Single days as they are typed: "2026-12-24 09:00-12:00" a line."""
    return "\n".join(
        " ".join([day, ", ".join(f"{start}-{end}" for start, end in spans)]).strip()
        for day, spans in sorted(days.items())
    )


def special_days(text: str) -> dict[str, list]:
    """What was typed as ``Office.special_hours``. Raises ValueError with the line that cannot be read."""
    found = {}
    for line in text.splitlines():
        day, _space, hours = line.strip().partition(" ")
        if not day:
            continue
        try:
            key = date.fromisoformat(day).isoformat()
            found[key] = [_span(span) for span in hours.replace("–", "-").split(",") if span.strip()]
        except ValueError as error:
            raise ValueError(line) from error
    return found


def _span(words: str) -> list[str]:
    """["09:00", "12:00"] of "9:00-12:00"."""
    start, end = (clock.fromisoformat(part.strip().rjust(5, "0")) for part in words.split("-"))
    if end <= start:
        raise ValueError(words)
    return [f"{start:%H:%M}", f"{end:%H:%M}"]


def reply_due(office: Office, asked_on: date) -> date:
    """The last day of the promise: so many days on which the office works."""
    working = [bool(office.hours.get(name)) for name in DAYS]
    if not any(working):
        working = [True] * 5 + [False] * 2
    due, left = asked_on, office.reply_days
    while left > 0:
        due += timedelta(days=1)
        left -= working[due.weekday()] and due not in office.closed_on
    return due


def day_names() -> list[tuple[str, str]]:
    """The days of a week with their names in the reader's language: [("mon", "Monday"), …]."""
    names = Locale.parse(locale_of(get_language())).days["stand-alone"]["wide"]
    return [(day, names[number]) for number, day in enumerate(DAYS)]


def _hours_ahead(there: ZoneInfo, living: str, day: date) -> timedelta | None:
    """How far the reader's clock is from the office's at noon of a day; None when they agree or it is unknown."""
    if not living:
        return None
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=there)
    ahead = noon.astimezone(ZoneInfo(timezone_of(living))).utcoffset() - noon.utcoffset()
    return ahead or None


def _spans(spans, ahead: timedelta | None = None) -> SafeString:
    said = ((_clock(start, ahead), _clock(end, ahead)) for start, end in spans)
    return format_html_join(COMMAS.get(get_language(), ", "), '<bdi dir="ltr" class="nowrap">{}–{}</bdi>', said)


def _clock(said: str, ahead: timedelta | None) -> str:
    if not ahead:
        return said
    hour, _colon, minute = said.partition(":")
    return f"{datetime(2000, 1, 2, int(hour), int(minute)) + ahead:%H:%M}"


def _days(numbers: list[int]) -> str:
    names = _day_names(locale_of(get_language()))
    return names[numbers[0]] if len(numbers) == 1 else f"{names[numbers[0]]}–{names[numbers[-1]]}"


@lru_cache(maxsize=16)
def _day_names(locale: str) -> dict[int, str]:
    return dict(Locale.parse(locale).days["stand-alone"]["abbreviated"])
