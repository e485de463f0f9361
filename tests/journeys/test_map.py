"""A member finds an association of her district by the map, in Arabic, with the keyboard alone."""

import re

import pytest
from django.conf import settings
from django.utils import translation
from playwright.sync_api import expect

from rootbridge.base.reference.models import Place
from rootbridge.people.organisations.models import Organisation, Tie
from rootbridge.people.organisations.models.kinds import Side
from tests.cast import make_cast

from .steps import assert_fits

FOCUSED = "document.activeElement.getAttribute('href') || ''"
MOST_KEYS = 60


@pytest.fixture
def people(live):
    with translation.override("en"):
        cast = make_cast()
    for code, latitude, longitude in (("MD-OR", "47.42", "28.83"), ("MD-SO", "48.17", "28.25")):
        Place.objects.filter(code=code).update(latitude=latitude, longitude=longitude)
    for side, place in ((Side.HOME, "MD-OR"), (Side.HERE, "IT")):
        Tie.objects.get_or_create(organisation=cast.association, side=side, place=cast.places[place])
    return cast


def tab_to(page, words: str) -> None:
    """Press Tab until a link stands in focus whose address ends so."""
    for _press in range(MOST_KEYS):
        page.keyboard.press("Tab")
        if page.evaluate(FOCUSED).endswith(words):
            return
    raise AssertionError(f"no way to {words} with the keyboard")


def test_a_member_finds_an_association_by_the_map_in_arabic_with_the_keyboard_alone(people, new_page):
    page = new_page(width=1280, locale="ar")
    cookie = people.enter(people.amina).cookies[settings.SESSION_COOKIE_NAME]
    page.goto("/ar/localities/")
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "domain": "127.0.0.1", "path": "/"}])
    page.reload()
    tab_to(page, "/ar/map/")
    page.keyboard.press("Enter")
    expect(page.locator("svg.atlas.home")).to_be_visible()
    assert_fits(page)

    tab_to(page, "at=MD-OR#at")
    region = page.locator("svg a:focus")
    orhei = Organisation.objects.get(pk=people.association.pk).place.bare_name("ar")
    expect(page.get_by_role("link", name=re.compile(rf"^{orhei}: \d")).first).to_be_focused()
    assert region.locator("path").evaluate("path => getComputedStyle(path).strokeWidth") == "5px"
    page.keyboard.press("Enter")
    expect(page.locator("#at")).to_be_in_viewport()

    tab_to(page, "/ar/associations/?home=MD-OR")
    page.keyboard.press("Enter")
    page.wait_for_url("**/ar/associations/?home=MD-OR")
    tab_to(page, people.association.get_absolute_url().split("/", 2)[-1])
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(people.association.name)
    assert page.locator("html").get_attribute("dir") == "rtl"
