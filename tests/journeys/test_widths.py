"""One crawl: every main template fits and is accessible, in both directions, both widths, light and dark."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from rootbridge.people.members.models import Member

from .steps import english_headings, sign_in_as

NEED = "dialysis-at-home-twelve-hours-of-advice-for-our-nurses-1"
# {who reads: {template: its address}}; the back office speaks the language of its member.
PAGES = {
    "": {
        "front": "/{}/", "guides": "/{}/services/", "guide": "/{}/services/pension-italy-moldova/",
        "needs": "/{}/opportunities/", "need": f"/{{}}/opportunities/{NEED}/", "answers": "/{}/help/",
        "ask": "/{}/help/ask/", "search": "/{}/search/?q=pension", "sign in": "/{}/account/sign-in/",
        "here": "/{}/account/here/", "sample people": "/sample/people/",
    },
    "elena": {
        "own page": "/{}/account/", "step": "/{}/account/steps/home/", "last step": "/{}/account/steps/about/",
        "my data": "/{}/account/data/", "answering": f"/{{}}/opportunities/{NEED}/answer/",
    },
    "maria": {
        "what waits": "/manage/", "needs at work": "/manage/needs/", "need form": "/manage/needs/new/",
        "received": "/manage/needs/answers/",
    },
    "natalia": {"figures": "/manage/figures/", "people": "/manage/people/"},
}  # fmt: skip
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
AXE = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}
HIGH = 800
# The words of places so narrow that words are torn: less than 2.5 letters wide, and high.
SQUEEZED = """() => [...document.querySelectorAll('main *, aside *, section *')].filter(place => {
  const own = [...place.childNodes].some(node => node.nodeType === 3 && node.data.trim().length > 9)
  const size = parseFloat(getComputedStyle(place).fontSize), box = place.getBoundingClientRect()
  return own && place.checkVisibility() && !place.closest('.hide') && box.width < 2.5 * size && box.height > 5 * size
}).map(place => place.textContent.trim().slice(0, 40))"""


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_main_page_fits_and_is_accessible(acasa, new_page, language):
    Member.objects.filter(email__in=["maria@example.org", "natalia@example.org"]).update(language=language)
    found = []
    for who, pages in PAGES.items():
        page = new_page(width=360, height=HIGH, locale=language, bypass_csp=True, reduced_motion="reduce")
        if who:
            sign_in_as(page, who)
        for name, path in pages.items():
            answer = page.goto(path.format(language))
            assert answer.status == 200, path
            found += [f"{name}, {words}" for words in look(page)]
            assert page.locator("html").get_attribute("dir") == {"ar": "rtl"}.get(language, "ltr")
            found += [f"{name}, in English: {words}" for words in english_headings(page) if language == "ar"]
    assert not found, "\n".join(found)


def look(page: Page) -> list[str]:
    """What is wrong with the open page, at 360 px with axe and at 1280 px, light and dark."""
    found = []
    for theme in ("light", "dark"):
        page.emulate_media(color_scheme=theme)
        for width in (1280, 360):
            page.set_viewport_size({"width": width, "height": HIGH})
            wide = page.evaluate("document.documentElement.scrollWidth")
            if wide > width:
                found.append(f"{theme}, {width} px: {wide} px wide")
            found += [f"{theme}, {width} px: squeezed: {words}" for words in page.evaluate(SQUEEZED)]
        # As high as the page: what is fixed to the foot of the screen covers nothing then that scrolling would free.
        page.set_viewport_size({"width": width, "height": page.evaluate("document.documentElement.scrollHeight")})
        for rule in Axe().run(page, options=AXE).response["violations"]:
            places = "; ".join(f"{place['target'][0]} {place['html'][:90]}" for place in rule["nodes"][:3])
            found.append(f"{theme}: {rule['id']}: {rule['help']}: {places}")
    return found
