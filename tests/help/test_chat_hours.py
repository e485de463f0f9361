"""When a desk is open, in its own zone, across the change of clocks and days on which it is closed."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from rootbridge.people.offices.hours import next_opening, open_until, reply_due
from rootbridge.subjects.help.models import ChatDesk

WEEK = {day: [["09:00", "13:00"], ["14:00", "17:30"]] for day in ("mon", "tue", "wed", "thu", "fri")}
pytestmark = pytest.mark.django_db


def at(text) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.fixture
def office(cast):
    cast.bureau.hours = WEEK
    return cast.bureau


@pytest.mark.parametrize(
    ("now", "until", "opens"),
    [
        ("2026-11-23 06:59", "", "2026-11-23 07:00"),  # Chisinau keeps UTC+2 in winter
        ("2026-11-23 07:00", "13:00", "2026-11-23 12:00"),
        ("2026-11-23 11:30", "", "2026-11-23 12:00"),
        ("2026-11-23 15:30", "", "2026-11-24 07:00"),
        ("2026-11-27 16:00", "", "2026-11-30 07:00"),  # over a weekend
        ("2026-10-23 16:00", "", "2026-10-26 07:00"),  # the clocks went back in between
        ("2026-03-27 16:00", "", "2026-03-30 06:00"),  # and forward
    ],
)
def test_it_opens_by_its_own_clock(office, now, until, opens):
    assert open_until(office, at(now)) == until
    assert next_opening(office, at(now)) == at(opens)
    assert next_opening(office, at(now)).tzinfo == ZoneInfo("Europe/Chisinau")


def test_an_embassy_keeps_the_clock_of_its_country(cast):
    cast.embassy.hours = WEEK
    assert next_opening(cast.embassy, at("2026-11-23 06:59")) == at("2026-11-23 08:00")
    assert open_until(cast.embassy, at("2026-11-23 16:00")) == "17:30"


def test_what_would_open_in_the_missing_hour_opens_after_it(cast):
    cast.bureau.hours = {"sun": [["02:30", "06:00"]]}
    assert next_opening(cast.bureau, at("2026-03-28 20:00")) == at("2026-03-29 00:30")


def test_closed_for_once(office):
    office.closed_on = [date(2026, 11, 23), date(2026, 11, 24)]
    assert open_until(office, at("2026-11-23 08:00")) == ""
    assert next_opening(office, at("2026-11-22 08:00")) == at("2026-11-25 07:00")
    office.reply_days = 2
    assert reply_due(office, date(2026, 11, 20)) == date(2026, 11, 26), "these days are no working days"


def test_without_hours_it_never_opens(cast):
    assert next_opening(cast.bureau, at("2026-11-23 08:00")) is None


def test_a_desk_may_talk_at_other_hours_than_its_office(office):
    desk = ChatDesk(office=office, is_on=True, hours={"sat": [["10:00", "12:00"]]})
    assert desk.until(at("2026-11-23 08:00")) == ""
    assert desk.opens_at(at("2026-11-23 08:00")) == at("2026-11-28 08:00")
    assert ChatDesk(office=office, is_on=True).until(at("2026-11-23 08:00")) == "13:00"
    assert ChatDesk(office=office).opens_at(at("2026-11-23 08:00")) is None
