"""What people do and see on the platform, each with and without JavaScript, in the language of the page."""

import re

from django.utils import translation
from django.utils.translation import gettext
from playwright.sync_api import Locator, Page, expect

# Headings in Latin letters that nobody marked as a text in another language.
HEADINGS = "[...document.querySelectorAll('h1, h2, h3')].filter(h => !h.closest('[lang]:not(html)') && \
!h.querySelector('[lang]')).map(h => h.innerText.trim())"
# Left edges of the first and of the last digit or Latin letter in an element.
EDGES = """element => {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT), found = []
  while (walker.nextNode()) for (const [place, letter] of [...walker.currentNode.data].entries())
    if (/[\\w+@]/.test(letter)) {
      const range = document.createRange()
      range.setStart(walker.currentNode, place); range.setEnd(walker.currentNode, place + 1)
      found.push(range.getBoundingClientRect().left)
    }
  return [found[0], found.at(-1)]
}"""


def said(page: Page, english: str, **names) -> str:
    """These English words in the language of the page."""
    with translation.override(page.locator("html").get_attribute("lang")):
        return gettext(english) % names if names else gettext(english)


def press(page: Page, english: str, **names) -> None:
    page.get_by_role("button", name=said(page, english, **names), exact=True).first.click()


def follow(page: Page, english: str, **names) -> None:
    page.locator("main, .deck, .page").get_by_role("link", name=said(page, english, **names), exact=True).first.click()


def sees(page: Page, english: str, **names) -> None:
    """These words stand on the page, where one can see them."""
    expect(page.get_by_text(said(page, english, **names)).filter(visible=True).first).to_be_visible()


def tick(page: Page, name: str, value: str = "") -> None:
    """Touch the label of a tick: it lies over the whole of it."""
    box = page.locator(f"input.tick[name='{name}']" + (f"[value='{value}']" if value else ""))
    page.locator(f"label[for='{box.get_attribute('id')}']").click()
    expect(box).to_be_checked()


def have_ticked(page: Page, words: str) -> None:
    """Tick what these words stand beside, unless it was ticked beforehand."""
    box = page.get_by_label(words, exact=True)
    if not box.is_checked():
        page.locator(f"label[for='{box.get_attribute('id')}']").click()
    expect(box).to_be_checked()


def pick_place(page: Page, codes: tuple[str, str, str]) -> None:
    """Country, district and locality from three lists; each brings the next, without JavaScript by a button."""
    brings_next = page.evaluate("Boolean(window.htmx)")
    for level, code in zip(("country", "region", "locality"), codes, strict=True):
        page.locator(f"select[name={level}]").select_option(code)
        if level != "locality" and not brings_next:
            page.locator("button[name=show]").click()


def unfold(page: Page, english: str) -> None:
    """Open what is folded under these words, if it is not open already."""
    folded = page.locator("details", has=page.locator("summary", has_text=said(page, english))).first
    if folded.get_attribute("open") is None:
        folded.locator("summary").click()


def send(page: Page, kind: str) -> None:
    """Press the button of the form that takes this step of an answer."""
    page.locator(f"form:has(input[name=kind][value={kind}]) button").last.click()


def sign_in_as(page: Page, key: str) -> None:
    """One click on a sample person."""
    page.goto("/sample/people/")
    page.locator(f"form[action='/sample/people/{key}/sign-in/'] button").click()
    page.wait_for_url(lambda url: "/sample/" not in url)


def read_letter(page: Page, address: str, subject: str = "") -> str:
    """The text of the newest letter to an address, read from the outbox in a tab of its own."""
    tab = page.context.new_page()
    tab.goto("/sample/outbox/")
    tab.locator("ul.letters li", has_text=address).filter(has_text=subject).first.get_by_role("link").click()
    text = tab.locator(".letter-text").inner_text()
    tab.close()
    return text


def read_code(page: Page, address: str) -> str:
    """The six digits that were sent to an address."""
    return re.search(r"\b\d{6}\b", read_letter(page, address))[0]


def sign_in_by_code(page: Page, address: str) -> None:
    """From the page that asks for an address, through the letter, to whatever comes after it."""
    page.locator("input[name=email]").fill(address)
    press(page, "Send me a code")
    expect(page.locator("input[name=code]")).to_be_visible()
    page.locator("input[name=code]").fill(read_code(page, address))
    press(page, "Sign in")


def answers_at_home(page: Page) -> Locator:
    """The bank of those who answer at home."""
    return page.locator("aside.bank.home")


def assert_fits(page: Page) -> None:
    """Nothing has to be moved sideways."""
    wide, window = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert wide <= window, f"{page.url} is {wide} px wide in a window of {window}"


def assert_arabic(page: Page) -> None:
    """The page runs from right to left, fits, and no heading is left in English that has Arabic words."""
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    assert_fits(page)
    assert not english_headings(page), page.url


def english_headings(page: Page) -> list[str]:
    """Headings in English for which there are Arabic words."""
    with translation.override("ar"):
        return [words for words in page.evaluate(HEADINGS) if words and gettext(words) != words]


def assert_left_to_right(place: Locator) -> None:
    """Its digits and Latin letters are drawn from left to right, whatever stands around them."""
    first, last = place.evaluate(EDGES)
    assert first < last, place.inner_text()
