"""An initiative group in Turin registers on a phone, and two people verify it: Orhei's representative and a second."""

import re

import pytest
from django.conf import settings
from django.utils import translation
from playwright.sync_api import expect

from rootbridge.base.mail.models import Letter
from rootbridge.people.members.models import RoleKind
from rootbridge.people.organisations.models import Organisation
from tests.associations.test_desk import at, on_duty
from tests.cast import add_second_factor, make_cast

from .steps import assert_fits, press, sees, tick


@pytest.fixture
def people(live):
    with translation.override("en"):
        return make_cast()


def borrow(page, people, member):
    """The session of somebody on duty, in this browser."""
    name = settings.SESSION_COOKIE_NAME
    value = people.enter(member).cookies[name].value
    page.context.add_cookies([{"name": name, "value": value, "domain": "127.0.0.1", "path": "/"}])


def test_a_group_in_turin_registers_on_a_phone_and_orhei_verifies_it(people, new_page):
    second = on_duty("Vera Italia", RoleKind.RESIDENCE_REPRESENTATIVE, residence=people.places["IT"])
    add_second_factor(people.dana)
    page = new_page(width=360)
    page.goto("/en/associations/register/")
    press(page, "Begin")
    tick(page, "kind", "initiative_group")
    press(page, "Keep and go on")
    page.get_by_label("Its name").first.press_sequentially("Orhei din Turin")
    sees(page, "Is it this one?")
    page.get_by_label("Its name").first.fill("Doina din Piemonte")
    press(page, "Keep and go on")
    page.locator("select[name=country_0]").select_option("IT")
    page.locator("input[name=town_0]").fill("Torino")
    assert_fits(page)
    press(page, "Keep and go on")
    page.locator("input[name=q]").press_sequentially("Peresec")
    page.locator("#found label", has_text="Peresecina").click()
    press(page, "Keep and go on")
    tick(page, "works_on", "culture")
    page.locator("textarea[name=about]").fill("We sing every Sunday and mend the library.")
    page.go_back()
    page.go_forward()
    page.locator("textarea[name=about]").fill("We sing every Sunday and mend the library.")
    press(page, "Keep and go on")
    press(page, "Keep and go on")
    page.locator("input[name=speaker]").fill("Ana Ciobanu")
    page.locator("select[name=function]").select_option("coordinator")
    page.locator("input[name=own_email]").fill("ana@example.org")
    press(page, "Keep and go on")
    page.get_by_role("link", name="We have no papers").click()
    assert_fits(page)
    press(page, "Register it")
    letter = Letter.objects.filter(address="ana@example.org").latest("pk")
    page.locator("input[name=code]").fill(re.search(r"\d{6}", letter.text)[0])
    press(page, "Confirm and register")
    sees(page, "It is registered")
    made = Organisation.objects.get(author__email="ana@example.org")

    desk = new_page(width=360)
    desk.goto("/en/")
    borrow(desk, people, people.again(people.dana))
    desk.goto(at("list") + "?show=verify")
    desk.get_by_role("link", name="Doina din Piemonte").click()
    desk.get_by_label("A call").fill("On Monday, with Ana")
    tick(desk, "outcome", "verified")
    assert_fits(desk)
    press(desk, "Keep it, and ask a second person")
    sees(desk, "Kept. A second person looks now.")
    borrow(desk, people, second)
    desk.goto(at("organisation", made.pk))
    desk.on("dialog", lambda dialog: dialog.accept())
    press(desk, "I agree: it holds")
    sees(desk, "It holds now, and the organisation is told.")
    page.goto(made.get_absolute_url())
    expect(page.get_by_text("Verified", exact=True).first).to_be_visible()
