"""An editor writes a guide in Romanian, another approves it on a narrow phone without JavaScript, all can read it."""

from playwright.sync_api import Page, expect

from rootbridge.shared.inbox.models import Notice
from rootbridge.shared.translation.models import Submission
from rootbridge.subjects.services.models import Guide

from .steps import assert_fits, press, sees, sign_in_as

TITLE = "Loc la grădiniță pentru copilul care se întoarce"
LONG = (
    "Scrieți direcției de învățământ a raionului, care primește cererile tuturor părinților din raion și le rânduiește "
    "după vârsta copilului, după locul de trai și după ziua în care a venit fiecare cerere, apoi vă scrie înapoi."
)


def write(page: Page) -> None:
    """From the list of texts to the button at the end of the form; how it reads follows the typing."""
    page.goto("/manage/texts/")
    assert_fits(page)
    page.locator("aside .list a").first.click()
    page.locator("[name=title]").press_sequentially(TITLE)
    page.locator("[name=lead]").fill(
        "Cum înscrieți copilul când vă întoarceți în raion. Pentru părinți de peste hotare."
    )
    page.locator("[name=papers]").fill("Certificatul de naștere al copilului\nBuletinul unui părinte")
    page.locator(".c-sf-add-button").first.click()
    page.locator("[name='steps-0-value-title']").fill("Depuneți cererea")
    page.locator("[name='steps-0-value-body']").fill(LONG)
    expect(page.locator("[data-reading-at] mark")).to_have_text(LONG)
    page.locator("[name=topic]").select_option("family")
    page.locator("[name=stages][value=returning]").check()
    page.locator("[name=sources]").fill("Codul educației | https://www.legis.md/")
    page.locator("[name=note]").fill("Am întrebat direcția de învățământ.")
    page.locator("main button[name=action-approval], form button[name=action-approval]").first.click()
    page.wait_for_url("**/manage/texts/services.guide/**")
    sees(page, "Sent. You hear as soon as somebody has decided.")
    sees(page, "You wrote this yourself, so somebody else approves it. You hear what they decide.")


def approve(page: Page) -> None:
    """What waits leads to the page; the words, the note and the long sentence stand there; one button shows it."""
    page.goto("/manage/")
    assert_fits(page)
    page.locator(".queue").get_by_role("link", name=TITLE).click()
    assert_fits(page)
    expect(page.locator("main")).to_contain_text("Am întrebat direcția de învățământ.")
    expect(page.locator(".as-read")).to_contain_text("Certificatul de naștere al copilului")
    expect(page.locator(".long-sentences mark")).to_have_text(LONG)
    expect(page.locator("main")).to_contain_text("Codul educației")
    press(page, "Show it to readers now")
    sees(page, "It is public now.")
    assert_fits(page)


def test_a_guide_is_written_and_approved_on_a_phone(acasa, new_page):
    maria, igor = new_page(locale="ro"), new_page(width=360, locale="ro", javascript=False)
    sign_in_as(maria, "maria")
    write(maria)
    guide = Guide.objects.get(title=TITLE)
    assert (guide.slug, guide.live) == ("loc-la-gradinita-pentru-copilul-care-se-intoarce", False)
    assert Submission.objects.waiting().count() == 1

    sign_in_as(igor, "igor")
    approve(igor)
    reader = new_page(width=360, locale="ro", javascript=False)
    reader.goto(f"/ro/services/{guide.slug}/")
    expect(reader.locator("h1")).to_have_text(TITLE)
    told = Notice.objects.get(kind="translation.published")
    assert (told.member.email, told.words["title"]) == ("maria@example.org", TITLE)
