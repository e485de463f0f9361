"""The page of a place as everybody reads it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from rootbridge.subjects.localities import census
from rootbridge.subjects.localities.models import Living, Page
from rootbridge.subjects.localities.sources import documents
from tests.localities.factories import bring_news, kept, make_entry, say
from tests.opportunities.factories import make_need
from tests.stories.factories import make_story

ORHEI = "/en/localities/md-or/"


def test_a_page_says_what_is_confirmed_who_says_it_and_when(cast):
    place = cast.places["MD-OR"]
    road = make_entry(cast, place, "investment", "Road to Peresecina", state="under_way", sources={"en": "Budget 2026"})
    make_entry(cast, place, "facility", "Clinic No. 1", latitude="47.384", longitude="28.823")
    make_entry(cast, place, "facility", "School No. 2", latitude="47.39", longitude="28.83")
    bring_news(place, cast.amina, "<script>alert(1)</script> The market moved")
    say(road, cast.amina, state="stopped", words="No machine for a month.")
    make_need(cast, "Nurse wanted", by=cast.dana)
    make_story(cast, published=True)
    page = cast.enter(cast.nobody).get(ORHEI).content.decode()
    for words in ("Road to Peresecina", "250,000 MDL", "Under way", "Budget 2026", "No machine for a month", "Stopped",
                  "not yet confirmed", "confirmed", "Nurse wanted", "Forty walnut trees", "Orhei town hall",
                  'href="#entry-', "AdministrativeArea", "/l/md-or/"):  # fmt: skip
        assert words in page, words
    assert "<script>alert" not in page and "&lt;script&gt;" in page


def test_an_empty_page_and_the_list_lead_on(cast):
    client = cast.enter(cast.nobody)
    page = client.get("/en/localities/md-so-soroca/").content.decode()
    assert "has not begun yet" in page and "/en/localities/md-so-soroca/add/" in page
    listed = client.get("/en/localities/?q=sorok").content.decode()
    assert "/en/localities/md-so-soroca/" in listed and "2 places" in listed
    assert "We know no such place" in client.get("/en/localities/?q=zzzzqq").content.decode()
    assert client.get("/en/localities/nowhere/").status_code == 404
    assert client.get("/en/localities/it/").status_code == 404


def test_the_short_address_leads_to_the_language_of_the_browser(cast):
    answer = cast.enter(cast.nobody).get("/l/MD-OR-peresecina/", headers={"Accept-Language": "ro"})
    assert answer["Location"] == "/ro/localities/md-or-peresecina/"
    sheet = cast.enter(cast.nobody).get("/en/localities/md-or-peresecina/sheet/").content.decode()
    assert "<svg" in sheet and "/l/md-or-peresecina/" in sheet
    moved = cast.enter(cast.nobody).get("/en/localities/MD-OR/")
    assert (moved.status_code, moved["Location"]) == (301, ORHEI)


def test_the_number_of_queries_stands_whatever_is_on_the_page(cast):
    place = cast.places["MD-OR"]
    kept(place)

    def queries():
        with CaptureQueriesContext(connection) as found:
            cast.enter(cast.nobody).get(ORHEI)
        return len(found)

    make_entry(cast, place, "investment", "One", state="planned")
    say(make_entry(cast, place), cast.amina)
    make_need(cast, "Need", by=cast.dana)
    make_story(cast, published=True)
    queries()
    few = queries()
    for number in range(6):
        say(make_entry(cast, place, "investment", f"Works {number}", state="finished"), cast.amina)
        make_entry(cast, place, "news", f"News {number}")
    assert queries() == few <= 24


def test_what_was_not_checked_in_time_leaves_the_top_and_shows_its_day(cast):
    place = cast.places["MD-OR"]
    make_entry(cast, place, "news", "Old market day", days_ago=100)
    page = cast.enter(cast.nobody).get(ORHEI).content.decode()
    assert page.index("Earlier, or not checked in time") < page.index("Old market day")
    assert "Last checked on" in page


def test_the_estimate_needs_its_source_and_stands_apart_from_members(cast):
    place = cast.places["MD-OR"]
    Page.objects.create(place=place, abroad_number=7400, abroad_year=2024, abroad_sources={"en": "Statistics office"})
    Living.objects.create(place=place, on=timezone.localdate(), rows=[["IT", 31], ["", 12]])
    page = cast.enter(cast.nobody).get(ORHEI).content.decode()
    assert "7,400" in page and "Statistics office, 2024" in page and "31" in page
    assert "In other countries together: 12" in page


COUNTRY = "MD/"
A, B, C = "MD/A/", "MD/A/x/", "MD/A/y/"


@pytest.mark.parametrize("members", [
    {(B, "IT"): 30, (C, "IT"): 4, (C, "FR"): 30, (B, "FR"): 12},
    {(B, "IT"): 30, (A, "IT"): 3, (B, "FR"): 40},
    {(B, "IT"): 30, ("MD/Z/", "IT"): 2, ("MD/Z/", "FR"): 50, (B, "FR"): 9},
    {(B, "IT"): 11, (C, "IT"): 11, (A, "IT"): 1, (A, "FR"): 25},
])  # fmt: skip
def test_nobody_can_be_worked_out_by_taking_one_place_from_the_other(members):
    told = census.told_of(members, COUNTRY, 10)
    assert all(number >= 10 for counts in told.values() for number in counts.values())
    for parent in (COUNTRY, A):
        children = [path for path in told if path != parent and path.startswith(parent)
                    and path[len(parent):].count("/") == 1]  # fmt: skip
        for land, number in told.get(parent, {}).items():
            left = number - sum(told[path].get(land, 0) for path in children)
            hidden = [path for path in children if land not in told[path]]
            assert left == 0 or left >= 10 or hidden, (parent, land)
            assert left == 0 or left >= 10, (parent, land, left)


def test_members_are_counted_once_a_week(cast):
    today = timezone.localdate()
    assert census.count_people(today) == 0 and census.count_people(today) == 0
    assert Living.objects.get().on == census.sunday_before(today)
    assert (today - Living.objects.get().on) >= timedelta(days=1)


def test_the_search_box_finds_a_place_by_each_of_its_names(cast):
    place = cast.places["MD-OR"]
    Page.change(place, by=cast.dana, as_what="authority", edition=0, leads={"en": "On the river Răut"})
    found = {(one.language, one.title): one for one in documents([place.pk])}
    assert found["en", "Orhei"].summary == "On the river Răut" and found["ru", "Орхей"].url == "/ru/localities/md-or/"
