"""A question that must pass by the embassy: whoever works there never learns of it, whatever they open."""

import re

from playwright.sync_api import Page, expect

from rootbridge.subjects.help.models import Question

from .steps import press, read_letter, said, sign_in_as

WORDS = "Cineva de la ambasadă îmi cere bani pentru un pașaport. Cui pot să spun?"
THEIRS = ("/manage/", "/manage/questions/", "/manage/questions/?state=answered", "/manage/figures/",
          "/manage/questions/unread/", "/ro/account/notices/", "/ro/search/?q=ambasada+imi+cere+bani")  # fmt: skip


def ask_without_the_embassy(page: Page) -> str:
    """Put to the Bureau, hidden from the embassy in Rome and the consulate in Milan; the number of the receipt."""
    page.goto("/ro/help/ask/")
    page.locator("textarea[name=words]").fill(WORDS)
    page.locator("input[name=office][value=brd-desk]").locator("xpath=ancestor::*[.//label][1]//label").click()
    page.locator("summary", has_text=said(page, "Somebody must not see it?")).click()
    page.locator("input[name=hide][value=embassy-rome]").locator("xpath=ancestor::*[.//label][1]//label").click()
    page.locator("select[name=hide_other]").select_option("consulate-milan")
    page.locator("input[name=email]").fill("ana.tacuta@example.org")
    press(page, "Send my question")
    expect(page.get_by_text(re.compile(r"\d\d-\d{4}-\d\d")).first).to_be_visible()
    return re.search(r"\d\d-\d{4}-\d\d", page.locator("main").inner_text())[0]


def finds_nothing(page: Page, number: str) -> None:
    for address in THEIRS:
        page.goto(address)
        words = page.locator("body").inner_text()
        assert number not in words and "îmi cere bani" not in words, address
    assert page.goto(f"/manage/questions/{number}/").status == 404
    assert page.goto(f"/ro/help/questions/{number}/").status == 404


def test_a_question_passes_by_the_embassy_and_is_answered(acasa, new_page):
    asker = new_page(width=360, locale="ro")
    asker.context.add_cookies([{"name": "rb_here", "value": "IT.abroad.MD-OR", "url": acasa_url(asker)}])
    number = ask_without_the_embassy(asker)
    assert {office.slug for office in Question.objects.get(number=number).excluded_offices} == {
        "embassy-rome", "consulate-milan",
    }  # fmt: skip

    official = new_page(locale="ro")
    sign_in_as(official, "andrei")
    finds_nothing(official, number)

    desk = new_page(locale="ro")
    sign_in_as(desk, "vlad")
    desk.goto(f"/manage/questions/{number}/")
    expect(desk.locator("main")).to_contain_text(WORDS)
    assert not desk.locator("option[value=embassy-rome], option[value=consulate-milan]").count()
    desk.locator("textarea[name=words]").first.fill("Pașaportul costă doar taxa oficială. Nu plătiți nimic în plus.")
    press(desk, "Send the answer")
    expect(desk.locator("body")).to_contain_text("Nu plătiți nimic în plus.")

    assert "Nu plătiți nimic în plus." in read_letter(desk, "ana.tacuta@example.org", number)
    finds_nothing(official, number)


def acasa_url(page: Page) -> str:
    page.goto("/ro/")
    return page.url
