"""The first journey: a question, without an account, from the front page to "it helped"."""

import re

import pytest
from playwright.sync_api import Page, expect

from rootbridge.shared.feedback.models import Remark, Tally
from rootbridge.subjects.opportunities.models import Need

from .steps import (
    answers_at_home,
    assert_arabic,
    assert_fits,
    assert_left_to_right,
    follow,
    press,
    said,
    sees,
    tick,
)

GUIDE = "pension-italy-moldova"
TONGUES = {"en": "English", "ru": "Русский"}
VISITS = [
    pytest.param(1280, True, "en", "pension", "yes", id="1280"),
    pytest.param(360, False, "ru", "пенсия Италия", "no", id="360-no-javascript"),
]


def search(page: Page, words: str) -> None:
    page.locator("main input[name=q]").fill(words)
    page.locator("main input[name=q]").press("Enter")
    page.wait_for_url("**/search/?q=*")


def choose_language(page: Page, code: str) -> None:
    page.locator(".tongues").get_by_role("link", name=TONGUES[code], exact=True).click()
    page.wait_for_url(f"**/{code}/")


def say_whether_it_helped(page: Page, verdict: str) -> None:
    page.locator(f"main button[name=verdict][value={verdict}]").click()
    if verdict == "no":
        page.locator("main textarea").fill("And France?")
        press(page, "Send my words")
        expect(page.locator("#useful")).to_be_visible()
        assert Remark.objects.get().words == "And France?"
    sees(page, "Thank you")
    assert Tally.objects.get().verdict == verdict


def assert_prints_alone_on_one_page(page: Page) -> None:
    page.emulate_media(media="print")
    for part in (".sample", ".masthead", ".deck", ".foot", ".ask", ".tools", "#useful", "form", ".button"):
        for found in page.locator(part).all():
            expect(found).to_be_hidden()
    for words in (page.locator("h1").inner_text(), said(page, "What to do"), "Valentina Munteanu"):
        expect(page.get_by_text(words).first).to_be_visible()
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4"))) == 1
    page.emulate_media(media="screen")


@pytest.mark.parametrize(("width", "javascript", "locale", "words", "verdict"), VISITS)
def test_a_visitor_finds_the_guide_and_says_whether_it_helped(
    acasa, new_page, width, javascript, locale, words, verdict
):
    page = new_page(width=width, javascript=javascript, locale=locale)
    page.goto("/")
    assert page.url.endswith(f"/{locale}/")
    for code in (*(TONGUES.keys() - {locale}), locale):
        choose_language(page, code)
    assert_fits(page)

    search(page, words)
    assert_fits(page)
    page.locator("main ul.found a").first.click()
    page.wait_for_url(f"**/{locale}/services/{GUIDE}/")
    home = answers_at_home(page)
    expect(home).to_contain_text("Valentina Munteanu")
    expect(home.locator("dt", has_text=said(page, "Last checked")).locator("+ dd")).to_contain_text(re.compile("20.."))
    assert_fits(page)
    assert_prints_alone_on_one_page(page)
    say_whether_it_helped(page, verdict)

    say_where_one_lives(page, locale)
    assert {cookie["name"] for cookie in page.context.cookies()} == {"rb_here"}


def say_where_one_lives(page: Page, locale: str) -> None:
    """Italy, abroad, from Orhei: the front page follows."""
    page.goto(f"/{locale}/")
    guides = page.locator("section.second li a")
    before = guides.evaluate_all("links => links.map(link => link.href)")
    page.locator(".deck .half.here").click()
    page.locator("select[name=living]").select_option("IT")
    tick(page, "stage", "abroad")
    page.locator("input[name=home]").fill({"ru": "Орхей"}.get(locale, "Orhei"))
    assert_fits(page)
    press(page, "Show what fits me")
    page.wait_for_url(f"**/{locale}/")

    expect(page.locator(".deck")).to_contain_text({"en": "Italy", "ru": "Италия"}[locale])
    expect(page.locator(".deck")).to_contain_text({"en": "Orhei", "ru": "Орхей"}[locale])
    sees(page, "Guides for you")
    after = guides.evaluate_all("links => links.map(link => link.href)")
    assert after != before
    assert any(GUIDE in link for link in after)
    asking = page.locator(".ask-home h2 a").get_attribute("href").strip("/").split("/")[-1]
    assert Need.objects.get(slug=asking).place.path.startswith("MD/MD-OR/")


def test_the_same_guide_is_the_first_that_three_languages_find(acasa, page):
    for locale, words in (("ro", "pensie Italia"), ("ro", "pensi italai"), ("ru", "пенсия Италия"), ("en", "pension")):
        page.goto(f"/{locale}/")
        search(page, words)
        expect(page.locator("main ul.found a").first).to_have_attribute("href", f"/{locale}/services/{GUIDE}/")


def test_a_visit_in_arabic(acasa, new_page):
    page = new_page(width=360, locale="ar")
    page.goto("/")
    assert page.url.endswith("/ar/")
    assert_arabic(page)
    page.set_viewport_size({"width": 1280, "height": 800})
    assert_arabic(page)
    search(page, "pension Italy")
    assert_arabic(page)
    page.locator(f"main a[href='/ar/services/{GUIDE}/']").first.click()
    page.wait_for_url(f"**/services/{GUIDE}/")
    assert_arabic(page)
    expect(page.locator("main h1")).to_have_attribute("dir", "ltr")
    expect(page.locator("main .notice bdi").first).to_be_visible()
    page.set_viewport_size({"width": 360, "height": 800})
    assert_arabic(page)
    follow(page, "Ask %(name)s", name="Valentina")
    assert_arabic(page)
    assert_left_to_right(page.locator("aside.home dd bdi").first)
    page.goto("/ar/account/here/")
    assert_arabic(page)
