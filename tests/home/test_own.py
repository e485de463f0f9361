"""What stands on a member's own page and on every page of somebody who works here."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rootbridge.base.audit.models import Look
from rootbridge.base.design import jinja
from rootbridge.people.members.models import Role
from tests.opportunities.factories import make_need

AT = datetime(2026, 11, 19, 19, 10, tzinfo=UTC)
PAGES = ["/en/", "/en/services/", "/ar/account/", "/en/account/profile/"]


@pytest.mark.parametrize("address", PAGES)
def test_whoever_works_here_finds_what_waits_from_every_page(cast, address):
    link = '<a class="account" href="/manage/">'
    assert link in cast.enter(cast.dana).get(address).content.decode()
    assert link not in cast.enter(cast.amina).get(address).content.decode()
    assert link not in cast.enter(cast.nobody).get(address).content.decode()


def test_a_role_that_is_over_leaves_no_link(cast):
    Role.objects.filter(member=cast.dana).update(ended_at=AT)
    assert "/manage/" not in cast.enter(cast.dana).get("/en/services/").content.decode()


def test_the_link_costs_nobody_a_query(cast):
    for person in (cast.amina, cast.dana):
        client = cast.enter(person)
        client.get("/en/about/data/")
        with CaptureQueriesContext(connection) as asked:
            client.get("/en/about/data/")
        assert not [one for one in asked.captured_queries if 'FROM "members_role"' in one["sql"]]


def test_where_one_reader_lives_and_comes_from_is_remembered_by_no_process(cast):
    """Pieces of pages are remembered for all readers; the deck, which says this of one, is drawn each time."""
    assert "Peresecina" in cast.enter(cast.amina).get("/en/services/").content.decode()
    visitor = cast.enter(cast.nobody)
    visitor.cookies["rb_here"] = "IT.abroad.MD-OR"
    assert "Orhei" in visitor.get("/en/services/").content.decode()
    assert not [key for key in jinja._pieces._known if "Peresecina" in repr(key) or "Orhei" in repr(key)]


@pytest.mark.parametrize(
    ("who", "clock", "place"), [("amina", "20:10", "Italy"), ("dana", "21:10", "Moldova"), ("esi", "21:10", "Moldova")]
)
def test_moments_are_told_by_the_clock_where_the_reader_lives(cast, who, clock, place):
    """Esi never said where she lives: the clock of the platform's own country holds."""
    person = getattr(cast, who)
    Look.objects.create(subject=person, viewer_words="Somebody", reason="A question", at=AT, until=AT)
    for address in ("/en/account/", "/en/account/data/"):
        page = cast.enter(person).get(address).content.decode()
        assert clock in page
        assert f"Time zone: {place}" in page


def test_it_says_how_many_needs_fit_in_all_and_shows_them_when_asked(cast):
    for number in range(6):
        make_need(cast, title=f"Need {number}")
    cast.amina.change(by=cast.amina, home=cast.places["MD-OR"])
    client = cast.enter(cast.again(cast.amina))
    shown = client.get("/en/account/").text
    assert "6 needs fit you." in shown and shown.count('<article class="card"') == 4
    everything = client.get("/en/account/?fitting=all").text
    assert everything.count('<article class="card"') == 6 and "Show all that fit" not in everything
