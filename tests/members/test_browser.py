"""An account in a real browser: the code, the steps, what is opened and taken back; with and without JavaScript."""

import re

import pytest
from django.utils import translation
from playwright.sync_api import Page, expect

from rootbridge.base.mail.models import Letter
from rootbridge.people.members.models import Member
from rootbridge.people.privacy.models import Consent
from tests.cast import make_cast

WAYS = [(360, False), (1280, True)]


@pytest.fixture
def people(live):
    with translation.override("en"):
        return make_cast()


def sign_in(page: Page, address: str, language: str = "en") -> None:
    page.goto(f"/{language}/account/sign-in/")
    page.locator("input[name=email]").fill(address)
    page.locator("main form button").first.click()
    expect(page.locator("input[name=code]")).to_be_visible()
    code = re.search(r"\d{6}", Letter.objects.filter(address=address).latest("pk").text)[0]
    page.locator("input[name=code]").fill(code)
    page.locator("main form button").first.click()


def tick(page: Page, words: str) -> None:
    """The label of a tick lies over it, so that all of it can be touched."""
    page.locator(".choice label", has_text=words).first.click()


def fits(page: Page, width: int) -> bool:
    return page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(("width", "javascript"), WAYS)
def test_a_new_account_from_the_address_to_the_profile(people, new_page, width, javascript):
    page = new_page(width=width, javascript=javascript)
    sign_in(page, "nadia@example.org")
    expect(page.get_by_text("Step 1 of 5")).to_be_visible()
    tick(page, "I live in another country")
    page.locator("select[name=country]").select_option("IT")
    page.get_by_role("button", name="Keep and go on").click()

    page.get_by_label("Type your town, village or district").fill("peresec")
    if not javascript:
        page.get_by_role("button", name="Find").click()
    tick(page, "Peresecina, Orhei, Moldova")
    page.locator("details.sees summary").click()
    tick(page, "Town hall and district council where I am from")
    page.get_by_role("button", name="Keep and go on").click()

    page.get_by_role("link", name="Skip").click()
    tick(page, "An hour of advice")
    page.get_by_role("button", name="Keep and go on").click()
    expect(page.get_by_text("Step 5 of 5")).to_be_visible()
    assert fits(page, width)
    page.get_by_label("How shall we call you?").fill("Nadia")
    page.get_by_role("button", name="Keep and go on").click()
    page.wait_for_url("**/en/account/")
    page.goto("/en/account/profile/")
    for words in ("Italy", "Peresecina, Orhei, Moldova", "An hour of advice", "Nadia", "Seen by Orhei town hall"):
        expect(page.locator("#main").get_by_text(words).first).to_be_visible()
    assert fits(page, width)


@pytest.mark.parametrize(("width", "javascript"), WAYS)
def test_what_was_opened_is_taken_back_with_one_button(people, new_page, width, javascript):
    Consent.give(people.amina, "show:home", people.embassy.audience_key, text="The embassy may see it.")
    page = new_page(width=width, javascript=javascript)
    sign_in(page, people.amina.email)
    page.goto("/en/account/data/")
    page.get_by_role("button", name="Take back").click()
    expect(page.get_by_text("Taken back.")).to_be_visible()
    assert not Consent.objects.in_force().exists()
    assert fits(page, width)


def test_the_three_lists_follow_one_another_without_a_button(people, page):
    sign_in(page, people.chidi.email)
    page.goto("/en/account/steps/home/")
    page.locator("select[name=region]").select_option("MD-SO")
    page.locator("select[name=locality]").select_option("MD-SO-soroca")
    page.get_by_role("button", name="Keep and go on").click()
    page.wait_for_url("**/steps/abilities/")
    assert Member.objects.get(pk=people.chidi.pk).home.code == "MD-SO-soroca"


def test_the_pages_stand_in_arabic(people, new_page):
    page = new_page(width=360, locale="ar")
    sign_in(page, people.amina.email, "ar")
    for path in ("profile/", "steps/living/", "steps/home/", "steps/about/", "data/", "notices/", "second-factor/"):
        page.goto(f"/ar/account/{path}")
        assert page.locator("html").get_attribute("dir") == "rtl"
        assert fits(page, 360), path


def test_escape_three_times_leaves(people, page):
    sign_in(page, people.amina.email)
    page.goto("/en/account/profile/")
    page.route("**/account/leave/", lambda route: route.fulfill(body="gone", content_type="text/plain"))
    for _time in range(3):
        page.keyboard.press("Escape")
    expect(page.get_by_text("gone")).to_be_visible()


def test_what_was_typed_before_the_scripts_came_is_looked_up(people, page):
    sign_in(page, people.chidi.email)
    held = []
    page.route("**/*htmx*.js", lambda route: held.append(route))
    page.goto("/en/account/steps/home/", wait_until="commit")
    page.get_by_label("Type your town, village or district").fill("peresec")
    for route in held:
        route.continue_()
    expect(page.locator(".choice label", has_text="Peresecina, Orhei, Moldova")).to_be_visible()


def test_a_slow_answer_for_the_country_does_not_take_the_district_away(people, page):
    sign_in(page, people.chidi.email)
    page.goto("/en/account/steps/home/")
    page.wait_for_function("window.htmx")
    slow = []

    def hold(route):
        if "region=" in route.request.url:
            route.continue_()
        else:
            slow.append(route)

    page.route("**/steps/home/?*part=lists*", hold)
    page.locator("select[name=country]").select_option("MD")
    page.locator("select[name=region]").select_option("MD-SO")
    page.locator("select[name=locality]").wait_for()
    for route in slow:
        route.continue_()
    page.wait_for_timeout(300)
    assert page.locator("select[name=region]").input_value() == "MD-SO"


def test_a_district_picked_the_moment_it_appears_brings_its_towns(people, page):
    sign_in(page, people.chidi.email)
    page.goto("/en/account/steps/home/")
    page.wait_for_function("window.htmx")
    page.evaluate("""() => document.addEventListener("htmx:afterSwap", () => {
      const region = document.getElementById("id_region")
      if (region.value) return
      region.value = "MD-SO"
      region.dispatchEvent(new Event("change", { bubbles: true }))
    })""")
    page.locator("select[name=country]").select_option("MD")
    expect(page.locator("select[name=locality]")).to_be_visible()
    assert page.locator("select[name=region]").input_value() == "MD-SO"
