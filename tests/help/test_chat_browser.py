"""Two people exchange words in real browsers, a visitor on a phone in Arabic and an agent with the keyboard alone."""

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from rootbridge.shared.conversations.models import Message
from rootbridge.subjects.help.models import Chat, Question
from tests.cast import make_cast
from tests.help.talks import make_agent, open_desk

# No line to the live server here: both sides go the plain way, by the same script.
CUT = "window.WebSocket = class { constructor() { throw new Error('cut'); } };"


def enter(page: Page, cast, member, live) -> None:
    """Signed in as somebody, by the cookie of a client that is."""
    session = cast.enter(member).cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live.url}])


def say(page: Page, words: str) -> None:
    page.locator("#talk-words").fill(words)
    page.locator("[data-talk-form] button").first.click()


def test_two_people_talk(live, new_page):
    cast = make_cast()
    open_desk(cast.bureau)
    vlad = make_agent("Vlad Rotaru", cast.bureau, language="fr")
    visitor, agent = new_page(width=360, locale="ar"), new_page()
    for page in (visitor, agent):
        page.add_init_script(CUT)
    enter(agent, cast, vlad, live)
    visitor.goto("/ar/services/")
    visitor.locator("nav.ask a").click()
    visitor.locator("textarea[name=words]").fill("مرحبا، أين أطلب معاشي؟")
    visitor.locator(".ask-form button:not([type=button])").last.click()
    visitor.wait_for_url("**/ar/help/chat/talk/")
    expect(visitor.locator("html")).to_have_attribute("dir", "rtl")
    assert visitor.evaluate("document.documentElement.scrollWidth") <= 360
    agent.goto("/manage/chat/")
    agent.keyboard.press("j")
    agent.keyboard.press("Enter")
    agent.wait_for_url("**/manage/chat/*/")
    agent.keyboard.press("t")
    expect(agent.locator("[data-talk-form]")).to_be_visible()
    say(agent, "Bonjour, je regarde.")
    expect(visitor.locator(".talk-list")).to_contain_text("Bonjour, je regarde.", timeout=12_000)
    say(visitor, "شكرا")
    expect(agent.locator(".talk-list")).to_contain_text("شكرا", timeout=12_000)
    agent.locator("h1").click()
    agent.once("dialog", lambda dialog: dialog.accept())
    agent.keyboard.press("q")
    expect(agent.locator("main a[href^='/manage/questions/']")).to_be_visible()
    expect(visitor.locator("#talk-around")).to_contain_text(Question.objects.get().number, timeout=20_000)
    chat = Chat.objects.get()
    said = [one.words for one in Message.objects.of(chat.conversation_id).said()]
    assert said == ["مرحبا، أين أطلب معاشي؟", "Bonjour, je regarde.", "شكرا"]


@pytest.mark.parametrize("width", [360, 1280])
def test_without_a_script(live, new_page, width):
    cast = make_cast()
    open_desk(cast.bureau)
    vlad = make_agent("Vlad Rotaru", cast.bureau)
    page = new_page(width=width, javascript=False)
    page.goto("/en/help/chat/")
    page.locator("textarea[name=words]").fill("Where do I ask?")
    page.get_by_role("button", name="Begin the talk").click()
    expect(page.locator("#talk-around")).to_contain_text("You are next")
    Chat.objects.get().take(by=vlad)
    page.get_by_role("link", name="Write without being interrupted").click()
    page.locator("#talk-words").fill("I live in Turin.")
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.locator(".talk-list")).to_contain_text("I live in Turin.")
    expect(page.locator("#talk-around")).to_contain_text("Vlad Rotaru answers you")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
