"""Asking in a real browser: nearest answers while one writes, readers that follow the topic; and without scripts."""

import pytest
from playwright.sync_api import expect

from rootbridge.subjects.help.models import Question
from tests.packed import acasa  # noqa: F401

WORDS = "I worked in Italy and in Moldova, how do I claim my pension?"


def test_nearest_answers_and_readers_follow_what_is_written(acasa, page):  # noqa: F811
    page.goto("/en/help/ask/")
    page.locator("textarea").press_sequentially(WORDS, delay=5)
    expect(page.locator("#nearest a").first).to_be_visible()
    assert page.locator("#nearest li").count() <= 3
    page.locator("select[name=topic]").select_option("pension")
    expect(page.locator("#readers input[type=radio]").first).to_have_value("brd-pensions")
    expect(page.locator("textarea")).to_have_value(WORDS)


@pytest.mark.parametrize(("width", "javascript"), [(1280, True), (360, False)])
def test_a_question_is_sent_and_a_number_given(acasa, new_page, width, javascript):  # noqa: F811
    page = new_page(width=width, javascript=javascript)
    page.goto("/en/help/ask/?office=brd-pensions&topic=pension")
    page.get_by_role("button", name="Send my question").click()
    expect(page.locator("[role=alert] li")).to_have_count(2)
    page.locator("textarea").fill(WORDS)
    page.locator("input[name=email]").fill("ana@example.org")
    page.get_by_role("button", name="Send my question").click()
    expect(page.locator("h1")).to_have_text("We have your question")
    question = Question.objects.get(email="ana@example.org")
    expect(page.locator("main")).to_contain_text(question.number)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert not page.context.cookies()
