"""The desk by the keyboard alone, and the page of whoever asked on a telephone."""

import re

from django.conf import settings
from playwright.sync_api import expect

from rootbridge.subjects.help.models import PreparedReply, Question
from tests.cast import give_role, make_cast, make_member


def test_a_question_is_taken_and_answered_by_the_keyboard(live, new_page):
    cast = make_cast()
    agent = make_member("Valentina Munteanu")
    give_role(agent, "support_agent", body=cast.town_hall.audience_key)
    PreparedReply.objects.create(titles={"en": "Received"}, words={"en": "We have {number}."})
    for words in ("The first one, about a house.", "The second one, about a car."):
        Question.ask(office=cast.town_hall, words=words, language="en", email="ana@example.org")
    Question.objects.filter(words__startswith="The second").update(due_on="2020-01-01")
    page = new_page(width=1280, javascript=True)
    _enter(page, cast, agent)
    page.goto("/manage/questions/")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/questions/\d\d-"))
    expect(page.get_by_text("about a car").first).to_be_visible()
    page.keyboard.press("t")
    expect(page.get_by_text("It is yours now.")).to_be_visible()
    page.keyboard.press("1")
    expect(page.locator("textarea[name=words]").first).to_have_value(
        f"We have {Question.objects.get(person=agent).number}."
    )
    page.keyboard.press("s")
    expect(page.get_by_text("Kept. The person can read the answer now.")).to_be_visible()
    assert Question.objects.answered().get().words.startswith("The second")
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280


def _enter(page, cast, person):
    """The browser holds the session of somebody signed in."""
    client = cast.enter(person)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    page.goto("/health/live")
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": page.url.replace("health/live", "")}])
