"""The back office in a real browser: inviting, reporting, deciding, opening data; with and without JavaScript."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from playwright.sync_api import Page, expect

from rootbridge.people.members.models import Role
from rootbridge.shared.moderation.models import Decision, Report
from tests.cast import add_second_factor, give_role, make_cast, make_member, show_factor
from tests.opportunities.factories import make_need, send

WAYS = [(360, False), (1280, True)]


@pytest.fixture
def people(live):
    with translation.override("en"):
        return make_cast()


def enter(page: Page, member, live) -> Page:
    """The page, with this member signed in."""
    client = Client()
    client.force_login(member)
    show_factor(client, member)
    session = client.cookies["rb_session"].value
    page.context.add_cookies([{"name": "rb_session", "value": session, "url": live.url}])
    return page


def fits(page: Page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def tick(page: Page, words: str) -> None:
    page.locator(".choice label", has_text=words).first.click()


@pytest.mark.parametrize(("width", "javascript"), WAYS)
def test_a_colleague_is_invited_works_and_stands_in(people, live, new_page, width, javascript):
    newcomer = make_member("Nou Venit", email="new@example.org")
    page = enter(new_page(width=width, javascript=javascript), people.dana, live)
    page.goto("/manage/people/")
    assert fits(page)
    page.get_by_role("link", name="Invite somebody").click()
    page.get_by_role("link", name="Local representative").click()
    page.get_by_label("E-mail").fill("new@example.org")
    page.get_by_label("Place").fill("Soroca")
    page.get_by_role("button", name="Send the invitation").click()
    expect(page.get_by_text("Choose one.").first).to_be_visible()
    expect(page.get_by_label("E-mail")).to_have_value("new@example.org")
    assert fits(page)
    page.get_by_label("Place", exact=True).fill("Peresecina")
    page.get_by_role("button", name="Send the invitation").click()
    expect(page.get_by_text("Invited.")).to_be_visible()

    theirs = enter(new_page(width=width, javascript=javascript), newcomer, live)
    theirs.goto("/en/account/invitation/")
    assert fits(theirs)
    theirs.get_by_role("button", name="Take it up").click()
    theirs.wait_for_url("**/second-factor/**")
    add_second_factor(newcomer)
    enter(theirs, newcomer, live).goto("/manage/")
    expect(theirs.get_by_role("heading", name="What waits")).to_be_visible()

    page.goto(reverse("people:role", args=[Role.objects.get(member=people.dana).pk]))
    page.get_by_text("Somebody stands in for some days").click()
    page.get_by_label("Who", exact=True).first.select_option(label="Nou Venit")
    page.get_by_label("From").fill("2099-01-01")
    page.get_by_label("Until").fill("2099-01-09")
    page.get_by_role("button", name="Name the substitute").click()
    expect(page.get_by_text("Agreed. Both were told.")).to_be_visible()
    assert fits(page) and Role.objects.filter(member=newcomer).count() == 2


@pytest.mark.parametrize(("width", "javascript"), WAYS)
def test_a_reader_reports_in_two_clicks_and_a_moderator_decides(people, live, new_page, width, javascript):
    need = make_need(people)
    moderator = give_role(make_member("Mira Popa"), "moderator", place=people.places["MD-OR"]).member
    page = new_page(width=width, javascript=javascript)
    page.goto(f"/en/opportunities/{need.slug}/")
    page.get_by_role("link", name="Report this need").click()
    assert fits(page)
    page.get_by_role("button", name="It asks for money or papers").click()
    expect(page.get_by_role("heading", name="Thank you for telling us")).to_be_visible()
    assert Report.objects.get().reason == "fraud" and not page.context.cookies()

    desk = enter(new_page(width=width, javascript=javascript), moderator, live)
    desk.goto("/manage/")
    desk.get_by_role("link", name=need.title).first.click()
    tick(desk, "Take it off the pages")
    desk.get_by_role("button", name="Decide and tell both sides").click()
    expect(desk.get_by_text("Write the reason: both sides get it.").first).to_be_visible()
    desk.get_by_label("Which rule does it break?").select_option("money")
    desk.get_by_label("Your reason").first.fill("It asks people for money to be given work.")
    desk.get_by_role("button", name="Decide and tell both sides").click()
    expect(desk.get_by_text("Decided. Both sides get your reason.")).to_be_visible()
    assert fits(desk) and Decision.objects.get().outcome == "hidden"
    assert page.goto(f"/en/opportunities/{need.slug}/").status == 404


def test_keys_move_along_what_waits_and_open_it(people, live, page):
    for title in ("First need", "Second need"):
        send(make_need(people, title), people.chidi)
    enter(page, people.dana, live).goto("/manage/")
    rows = page.locator("[data-queue] a")
    expect(rows).to_have_count(2)
    page.keyboard.press("j")
    expect(rows.nth(0)).to_be_focused()
    page.keyboard.press("j")
    expect(rows.nth(1)).to_be_focused()
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    page.wait_for_url("**/manage/needs/answers/**")


def test_data_opened_for_a_reason_is_shown_with_its_end(people, live, new_page):
    page = enter(new_page(width=360, javascript=False), people.esi, live)
    page.goto("/manage/look/")
    page.get_by_label("E-mail of the member").fill("amina@example.org")
    tick(page, "Profile")
    page.get_by_label("Your reason").fill("She asked at the counter to mend her home town.")
    page.get_by_role("button", name="Open for thirty minutes").click()
    expect(page.get_by_text("Amina Rusu")).to_be_visible()
    assert fits(page)
    page.get_by_role("button", name="Close it now").click()
    expect(page.get_by_text("Closed. The member sees how long it was open.")).to_be_visible()
