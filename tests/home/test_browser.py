"""How the public pages behave on a small phone, without scripts and on paper."""

import pytest
from playwright.sync_api import expect

from tests.packed import acasa  # noqa: F401

GUIDE = "/{}/services/pension-italy-moldova/"
# How far the help link reaches over what stands before it when the page is read to its end, in pixels.
COVERED = """() => {
  scrollTo(0, document.documentElement.scrollHeight);
  const pieces = [...document.querySelectorAll(".page :is(a, p, button, input, li)")];
  const lowest = Math.max(...pieces.map((piece) => piece.getBoundingClientRect().bottom));
  return lowest - document.querySelector(".ask a").getBoundingClientRect().top;
}"""


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("address", ["/en/", GUIDE.format("en"), "/ar/services/", "/en/account/here/"])
def test_the_help_link_covers_nothing_at_the_end_of_a_page(acasa, new_page, width, address):  # noqa: F811
    page = new_page(width=width, height=640)
    page.goto(address)
    assert page.evaluate(COVERED) <= 0


def test_the_help_link_never_lies_over_a_form_on_a_phone(acasa, new_page):  # noqa: F811
    page = new_page(width=360, height=640)
    sticks = "getComputedStyle(document.querySelector('.ask')).position"
    page.goto("/en/account/here/")
    assert page.evaluate(sticks) == "static"
    page.goto("/en/help/")
    assert page.evaluate(sticks) == "sticky"


@pytest.mark.parametrize("javascript", [True, False])
def test_buttons_that_need_a_script_are_there_with_it_only(acasa, new_page, javascript):  # noqa: F811
    page = new_page(width=360, javascript=javascript)
    page.goto(GUIDE.format("en"))
    expect(page.locator("[data-print]")).to_be_visible(visible=javascript)
    if not javascript:
        expect(page.locator("[data-listen]")).to_be_hidden()
    expect(page.get_by_role("link", name="Report", exact=True)).to_be_visible()


def test_a_hint_keeps_its_distance_from_the_box_below_it(acasa, new_page):  # noqa: F811
    page = new_page(width=360)
    page.goto("/en/account/here/")
    hint, box = page.locator("#id_home-why").bounding_box(), page.locator("#id_home").bounding_box()
    assert box["y"] - (hint["y"] + hint["height"]) >= 5


def test_addresses_stand_from_left_to_right_on_arabic_paper(acasa, page):  # noqa: F811
    page.emulate_media(media="print")
    page.goto(GUIDE.format("ar"))
    shown = """() => {
      const style = getComputedStyle(document.querySelector(".sources a"), "::after");
      return [style.direction, style.unicodeBidi];
    }"""
    assert page.evaluate(shown) == ["ltr", "isolate"]
