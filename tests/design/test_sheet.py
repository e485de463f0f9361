"""The component sheet in a real browser: nothing to complain of, in both themes and directions, at both widths."""

from itertools import product

import pytest
from axe_playwright_python.sync_playwright import Axe

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
EVERY = product(("en", "ar"), ("light", "dark"), (1280, 360))
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
# The middle of a piece of text against the edge of its own box: mirrored pages keep phones as they are.
FIRST_DIGIT_IS_LEFT = """() => {
  const text = [...document.querySelectorAll('bdi[dir="ltr"]')].find((bdi) => bdi.textContent.startsWith("+373"));
  const at = (from, to) => { const range = document.createRange(); range.setStart(text.firstChild, from);
    range.setEnd(text.firstChild, to); return range.getBoundingClientRect().x; };
  return at(0, 1) < at(1, 2) && at(1, 2) < at(5, 6);
}"""


def violations(page):
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html'][:120]}" for one in found]


def test_the_sheet_is_open_to_everyone(new_page):
    for language, theme, width in EVERY:
        page = new_page(width=width, color_scheme=theme, bypass_csp=True)  # axe writes styles of its own
        page.goto(f"/{language}/design/")
        assert violations(page) == [], (language, theme, width)
        assert page.evaluate(SIDEWAYS) == 0, (language, theme, width)
        page.context.close()


def test_a_phone_number_stays_as_it_is_in_arabic(new_page):
    page = new_page()
    page.goto("/ar/design/")
    assert page.evaluate(FIRST_DIGIT_IS_LEFT)


@pytest.mark.parametrize("width", [320, 360])
def test_it_fits_the_narrowest_telephone_without_a_script(new_page, width):
    page = new_page(width=width, javascript=False)
    page.goto("/en/design/")
    assert page.locator("body").bounding_box()["width"] == width
    page.click(".burger")
    assert page.locator("#menu").is_visible()
