"""A whole round in a browser: from "does it fit" to a grant that is accompanied, with and without JavaScript."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from rootbridge.stewardship.packs.papers import PDF
from rootbridge.subjects.programmes.models import Application, Stage
from tests.journeys.steps import press, said, sees, sign_in_as
from tests.packed import acasa  # noqa: F401

ABOUT = {"title": "Brutărie la Telenești", "place": "Telenești", "away": "84", "age": "46"}
CHOSEN = {"applicant": "person", "sector": "food", "earned": "yes"}
COSTS = {"what0": "Cuptor", "amount0": "300 000", "side_applicant": "100 000", "side_programme": "200 000"}


@pytest.fixture(params=[(1280, True), (360, False)], ids=["1280", "360-no-javascript"])
def pages(acasa, new_page, request):  # noqa: F811
    """A browser for each who takes part; dialogues are agreed to."""

    def enter(key: str) -> Page:
        width, javascript = request.param
        page = new_page(width=width, javascript=javascript, locale="ro")
        page.on("dialog", lambda dialogue: dialogue.accept())
        sign_in_as(page, key)
        return page

    return enter


def test_from_the_first_question_to_the_adviser(pages):
    natalia, member = pages("natalia"), Application.objects.filter(call__key="pare-b")
    assert not member.filter(member__email="natalia@example.org").exists()
    applicant = natalia  # somebody who has applied to nothing yet
    mine = apply(applicant)
    handler = pages("vlad")
    review_of(pages, handler, mine)
    decide(pages, handler, mine)
    accompany(handler, applicant, mine)


def apply(page: Page) -> Application:
    """What fits, then the parts one after the other, then sent."""
    page.goto("/ro/programmes/fits/?applicant=person&away=84&age=46&earned=yes&sector=food&own_share=40")
    page.locator("article.fit.yes, article.fit.maybe").first.get_by_role("link").last.click()
    page.locator("main form button[type=submit], main form button").first.click()
    for name, value in ABOUT.items():
        page.locator(f"[name={name}]").fill(value)
    for name, value in CHOSEN.items():
        page.locator(f"select[name={name}]").select_option(value)
    press(page, "Save and go on")
    for box in page.locator("textarea").all():
        box.fill("Pâine caldă pentru tot raionul.")
    press(page, "Save and go on")
    for name, value in COSTS.items():
        page.locator(f"[name={name}]").fill(value)
    press(page, "Work it out")
    sees(page, "The money fits the rules.")
    press(page, "Save and go on")
    for place in range(3):
        form = page.locator("form[enctype]").nth(place)
        form.locator("input[type=file]").set_input_files(
            {"name": f"act{place}.pdf", "mimeType": "application/pdf", "buffer": PDF}
        )
        form.locator("button").last.click()
    number = int(re.search(r"/mine/(\d+)/", page.url)[1])
    page.goto(f"/ro/programmes/mine/{number}/check/")
    sees(page, "Nothing is missing.")
    press(page, "Send my application")
    expect(page.get_by_text("PARE-B-").first).to_be_visible()
    return Application.objects.get(pk=number)


def review_of(pages, handler: Page, mine: Application) -> None:
    """Checked, led on, judged by one who declares no conflict."""
    lead(handler, mine, "review")
    details = handler.locator("#reviews details")
    if details.count() and details.last.get_attribute("open") is None:
        details.last.locator("summary").click()
    handler.locator("[name=email]").fill("igor@example.org")
    handler.locator("[name=due_on]").fill((timezone.localdate() + timedelta(days=7)).isoformat())
    press(handler, "Ask for a review")
    igor = pages("igor")
    igor.goto("/manage/programmes/reviews/")
    igor.get_by_role("link", name=mine.number).click()
    expect(igor.get_by_text("Brutărie")).to_have_count(0)
    igor.locator(f"label[for='{igor.locator('input[value=no]').get_attribute('id')}']").click()
    press(igor, "Declare it")
    expect(igor.get_by_text("Brutărie").first).to_be_visible()
    for box in igor.locator("input[name^=points]").all():
        box.fill("8")
    igor.locator("select[name=advice]").select_option("yes")
    press(igor, "Send my review")
    sees(igor, "All reviews together")


def decide(pages, handler: Page, mine: Application) -> None:
    """Proposed by one, confirmed by another."""
    lead(handler, mine, "decide")
    form = handler.locator("#decision form").last
    form.locator("[name=outcome]").select_option("granted")
    form.locator("[name=amount]").fill("200000")
    form.locator("[name=reasons]").fill("Planul se ține.")
    form.get_by_role("button").last.click()
    second = pages("tatiana")
    second.goto(f"/manage/programmes/applications/{mine.pk}/")
    press(second, "Confirm the decision")
    mine.refresh_from_db()
    assert mine.granted == 200_000


def accompany(handler: Page, applicant: Page, mine: Application) -> None:
    """Named, and read by who applied, in their language."""
    handler.goto(f"/manage/programmes/applications/{mine.pk}/")
    handler.locator("#accompany form").first.get_by_role("button").click()
    applicant.goto(f"/ro/programmes/mine/{mine.pk}/")
    expect(applicant.get_by_text("Planul se ține.").first).to_be_visible()
    expect(
        applicant.get_by_text(said(applicant, "%(name)s accompanies you.", name=mine_adviser(mine))).first
    ).to_be_visible()


def mine_adviser(mine: Application) -> str:
    mine.refresh_from_db()
    return mine.adviser.short_name


def lead(page: Page, mine: Application, does: str) -> None:
    stage = Stage.objects.get(programme=mine.programme, does=does)
    page.goto(f"/manage/programmes/applications/{mine.pk}/")
    page.locator("select[name=stage]").select_option(str(stage.pk))
    press(page, "Lead on")
