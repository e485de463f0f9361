"""Two members meet: found by work and place with the keyboard alone on a small phone in Arabic, asked, accepted,
written, blocked. Without a script: whatever the network lets through."""

import pytest
from playwright.sync_api import Page, expect

from rootbridge.people.members.models import Member
from rootbridge.subjects.community.models import Contact, Exclusion

from .steps import assert_arabic, press, said, sees, sign_in_as, unfold

WORDS = "مرحبا إلينا، أنا صوفيا من ليون. أود أن أسألك عن امتحان اللغة في تورينو."
ANSWER = "أهلاً صوفيا، بكل سرور. متى يناسبك؟"


@pytest.fixture
def small(acasa, new_page):
    """A phone of 360 px in Arabic."""
    return lambda: new_page(width=360, height=740, locale="ar", javascript=False)


def tab_to(page: Page, selector: str) -> None:
    """By the Tab key alone."""
    for _press in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return
    raise AssertionError(f"the Tab key does not reach {selector}")


def choose(page: Page, selector: str, value: str) -> None:
    """A choice of a list by the arrow keys."""
    tab_to(page, selector)
    for _press in range(300):
        if page.locator(selector).input_value() == value:
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"{selector} has no {value}")


def test_two_members_meet_by_keyboard_on_a_phone_in_arabic(small):
    sofia, elena = small(), small()
    sign_in_as(sofia, "sofia")
    sofia.goto("/ar/people/")
    tab_to(sofia, "form[role=search] summary")
    sofia.keyboard.press("Enter")
    choose(sofia, "#find-work", "22")
    choose(sofia, "#find-home", "MD-OR")
    tab_to(sofia, "form[role=search] button:not([name])")
    sofia.keyboard.press("Enter")
    expect(sofia.locator("article.card").filter(has_text="Elena Ciobanu")).to_be_visible()
    assert_arabic(sofia)
    sofia.get_by_role("link", name="Elena Ciobanu").focus()
    sofia.keyboard.press("Enter")
    expect(sofia.locator("a[href$='/write/']")).to_be_visible()
    tab_to(sofia, "a[href$='/write/']")
    sofia.keyboard.press("Enter")
    expect(sofia.locator("textarea[name=words]")).to_be_visible()
    sofia.locator("textarea[name=words]").fill(WORDS)
    press(sofia, "Send my request")
    sees(sofia, "You asked")

    sign_in_as(elena, "elena")
    elena.goto("/ar/people/messages/")
    elena.get_by_role("link", name="Sofia Moraru").click()
    expect(elena.get_by_text(WORDS)).to_be_visible()
    assert_arabic(elena)
    press(elena, "Accept")
    elena.locator("#talk-words").fill(ANSWER)
    press(elena, "Send")
    contact = Contact.objects.get(asker__email="sofia@example.org")
    sofia.goto(f"/ar/people/messages/{contact.key}/")
    expect(sofia.locator(".talk-list")).to_contain_text(ANSWER)

    unfold(elena, "Leave, block or report")
    press(elena, "Block")
    assert Exclusion.objects.filter(owner=Member.objects.get(email="elena@example.org")).exists()
    sofia.goto("/ar/people/?work=22&home=MD-OR")
    expect(sofia.get_by_text("Elena Ciobanu")).to_have_count(0)
    assert said(sofia, "People")
