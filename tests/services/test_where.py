"""Where to go: the reader's own offices first, with their hours; the same matter for people in other countries."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone

from rootbridge.base.core.bearings import COOKIE
from rootbridge.people.offices.hours import exceptions, next_opening, open_until
from rootbridge.people.offices.models import Office
from tests.cast import make_office
from tests.translation.factories import make_guide

WEEK = {day: [["09:00", "17:00"]] for day in ("mon", "tue", "wed", "thu", "fri")}


def read(address, living="", home=""):
    client = Client()
    if living or home:
        client.cookies[COOKIE] = f"{living}.abroad.{home}"
    return client.get(address).content.decode()


@pytest.fixture
def berlin(cast):
    office = make_office("embassy-berlin", "embassy", cast.places["MD"], serves=["DE"], address="Lindenhof 12",
                         phone="+49 30 000", languages=["ro", "de"], hours=WEEK)  # fmt: skip
    Office.objects.filter(pk=cast.embassy.pk).update(address="Via dei Platani 8", latitude="41.9", longitude="12.5")
    return office


@pytest.fixture
def guide(cast, berlin):
    return make_guide(cast, "en", slug="papers", where=["embassy-rome", "embassy-berlin", "bureau", "home"])


def test_the_readers_own_office_comes_first_and_the_others_are_folded(guide):
    page = read("/en/services/papers/", living="DE")
    where = page[page.index("Where to go</h2>") :]
    own, others = where.split("Other offices", 1)
    assert "Lindenhof 12" in own and "Yours" in own and "+49 30 000" in own and "Romanian" in own
    assert "Via dei Platani 8" not in own and "Via dei Platani 8" in others


def test_the_office_of_the_home_place_is_named(guide):
    assert "Orhei town hall" in read("/en/services/papers/", living="IT", home="MD-OR-peresecina")
    assert "Orhei town hall" not in read("/en/services/papers/", living="IT", home="MD-SO")


def test_a_map_is_a_plain_link_and_nothing_is_fetched_from_others(guide):
    page = read("/en/services/papers/", living="IT")
    assert "https://www.openstreetmap.org/?mlat=41.9&amp;mlon=12.5" in page and "geo:41.9,12.5" in page
    for loads in ("<iframe", "<img", 'src="http'):
        assert loads not in page.replace('src="/', "")


def test_a_guide_for_people_abroad_names_the_office_that_serves_them(cast, berlin):
    make_guide(cast, "en", slug="alone", stages=["abroad"])
    assert "Where to go" not in read("/en/services/alone/")
    assert "Lindenhof 12" in read("/en/services/alone/", living="DE")


def test_other_hours_on_a_single_day(cast, berlin):
    monday = date(2027, 3, 1)
    berlin.special_hours = {"2027-03-01": [["10:00", "12:00"]], "2027-03-02": []}
    berlin.closed_on = [date(2027, 3, 3)]
    noon = datetime(2027, 3, 1, 12, 30, tzinfo=ZoneInfo("Europe/Berlin"))
    assert open_until(berlin, noon - timedelta(hours=1)) == "12:00"
    assert open_until(berlin, noon) == ""
    assert next_opening(berlin, noon).isoformat() == "2027-03-04T09:00:00+01:00"
    told = [(day.day, "10:00" in hours) for day, hours in exceptions(berlin, today=monday)]
    assert told == [(1, True), (2, False), (3, False)]


def test_other_hours_stand_on_the_page(guide, berlin):
    soon = timezone.localdate() + timedelta(days=3)
    Office.objects.filter(pk=berlin.pk).update(special_hours={soon.isoformat(): [["10:00", "11:30"]]})
    page = read("/en/services/papers/", living="DE")
    assert "Other hours on these days" in page and "10:00–11:30" in page


@pytest.fixture
def family(cast):
    return {
        land: make_guide(cast, "en", slug=f"pension-{land.lower()}", residence=[land], same_matter="pension",
                         title=f"Pension, {land}")
        for land in ("DE", "IT")
    }  # fmt: skip


def test_who_lives_elsewhere_is_led_to_their_own_guide(family):
    page = read("/en/services/pension-de/", living="IT")
    assert "You live elsewhere: Italy" in page and "/en/services/pension-it/" in page
    assert "If you live in" in page
    assert "You live elsewhere" not in read("/en/services/pension-de/", living="DE")
    assert "You live elsewhere" not in read("/en/services/pension-de/")


def test_where_there_is_no_agreement_it_says_so(family, cast):
    page = read("/en/services/pension-de/", living="FR")
    assert "We know of no agreement on this with France" in page
    make_guide(cast, "en", slug="pension-all", same_matter="pension", title="Pension, everywhere")
    assert "no agreement" not in read("/en/services/pension-de/", living="FR")
    assert "Any other country" in read("/en/services/pension-de/", living="FR")
