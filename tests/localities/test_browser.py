"""A town hall brings its page to life on a phone in a few screens; an association corrects a false state of works, and
it is confirmed."""

import pytest
from playwright.sync_api import Page, expect

from rootbridge.subjects.localities.models import Entry
from rootbridge.subjects.localities.models import Page as LocalPage
from tests.cast import Cast, give_role, make_cast, make_member

DESK, PLACE = "/manage/localities/md-or-peresecina/", "/en/localities/md-or-peresecina/"


@pytest.fixture
def people(live) -> Cast:
    return make_cast()


def enter(page: Page, cast, member, live) -> Page:
    session = cast.enter(member).cookies["rb_session"].value
    page.context.add_cookies([{"name": "rb_session", "value": session, "url": live.url}])
    return page


def press(page: Page, words: str) -> None:
    page.get_by_role("button", name=words, exact=True).first.click()


def fits(page: Page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_page_comes_to_life_on_a_phone_and_a_false_state_is_corrected(people, live, new_page):
    place = people.places["MD-OR-peresecina"]
    keeper = give_role(make_member("Pavel Peresecina"), "local_representative", place=place).member
    hall = enter(new_page(width=360, javascript=False), people, keeper, live)
    hall.goto(DESK)
    assert fits(hall)
    hall.get_by_role("link", name="Begin").click()
    hall.locator("[name=lead]").fill("Walnuts and orchards, on the road to Chișinău.")
    press(hall, "Save, and go on")
    expect(hall.locator("h1")).to_contain_text("Which school")
    hall.locator("select[name=facility]").select_option("school")
    hall.locator("[name=title]").fill("Lyceum Ion Creangă")
    hall.locator("[name=hours]").fill("Mon–Fri 8–16")
    assert fits(hall)
    press(hall, "Save, and go on")
    press(hall, "Not this month")
    expect(hall.locator("main")).to_contain_text("Done till next month")
    hall.goto(f"{DESK}new/investment/")
    hall.locator("[name=title]").fill("Road to the school")
    hall.locator("label", has_text="Under way").click()
    hall.locator("[name=amount]").fill("1 250 000")
    press(hall, "Save")
    hall.goto(PLACE)
    for words in ("Walnuts and orchards", "Lyceum Ion Creangă", "1,250,000 MDL", "Under way"):
        expect(hall.locator("body")).to_contain_text(words)
    assert fits(hall) and LocalPage.objects.get(place=place).kept_on

    association = enter(new_page(width=360), people, people.bilal, live)
    association.goto(PLACE)
    association.locator(".works").get_by_role("link", name="This is not right").click()
    association.locator("label", has_text="Stopped").click()
    association.locator("[name=on]").fill("2026-01-05")
    association.locator("[name=words]").fill("No machine has been there for a month.")
    press(association, "Tell Peresecina")
    expect(association.locator(".works")).to_contain_text("No machine has been there")
    assert fits(association)

    hall.goto(DESK)
    hall.get_by_role("link", name="Road to the school").first.click()
    hall.locator("label", has_text="It is so: confirm it").click()
    press(hall, "Send")
    association.goto(PLACE)
    expect(association.locator(".works .tags")).to_contain_text("Stopped")
    assert Entry.objects.get(kind="investment").state == "stopped"
