"""A focal point: from a list that two administrators approve, over the letter, to a badge and a question."""

import re

from django.utils import timezone
from playwright.sync_api import expect

from rootbridge.people.members.models import Member, Role
from rootbridge.people.offices.models import FocalPoint
from rootbridge.subjects.help.models import Question

from .steps import assert_fits, follow, press, read_letter, sees, sign_in_as, unfold

LIST = (
    "institution,kind,place,name of contact,e-mail,language,topics\n"
    "orhei-town-hall,town_hall,MD-OR-orhei,Paula Nouă,paula.noua@example.org,en,papers\n"
)
WORDS = "Where do I get my mother's birth certificate?"


def bring_the_list(page) -> None:
    """Brought, one column named by hand, seen and approved once."""
    sign_in_as(page, "natalia")
    page.goto("/manage/offices/lists/")
    file = {"name": "offices.csv", "mimeType": "text/csv", "buffer": LIST.encode()}
    page.locator("input[type=file]").set_input_files(file)
    press(page, "Look at it first")
    unfold(page, "Which column is which")
    page.locator("select[name=person]").select_option("name of contact")
    press(page, "Read it so")
    expect(page.locator("main")).to_contain_text("Paula Nouă")
    press(page, "Approve")
    sees(page, "You approved it. A second administrator must look and approve; then it is read in.")
    assert not page.get_by_role("button", name="Approve and read in").count()


def test_from_a_list_to_a_question_at_the_desk(acasa, new_page):
    second = Member.objects.get(email="valentina@example.org")
    Role.objects.create(member=second, kind="administrator", is_everywhere=True, starts_on=timezone.localdate())
    second.change(by=second, language="en")
    centre, other = new_page(locale="en"), new_page(locale="en")
    bring_the_list(centre)

    sign_in_as(other, "valentina")
    other.goto("/manage/")
    other.get_by_role("link", name="offices.csv").first.click()
    press(other, "Approve and read in")
    sees(other, "Read in. Everybody new was asked to confirm.")

    phone = new_page(width=360, locale="en")
    phone.goto("/en/offices/orhei-town-hall/")
    assert "Paula" not in phone.locator("main").inner_text()
    phone.goto(re.search(r"/en/offices/confirm/\S+", read_letter(centre, "paula.noua@example.org"))[0])
    assert_fits(phone)
    press(phone, "Yes, this is me")
    follow(phone, "See my badge")
    expect(phone.locator("svg.seal")).to_be_visible()
    code = FocalPoint.objects.get(name="Paula Nouă").code
    phone.goto("/en/offices/check/")
    phone.locator("input[name=code]").fill(code.lower())
    press(phone, "Check")
    assert "/en/offices/people/paula-noua" in phone.url
    reader = new_page(locale="en")
    reader.goto(phone.url)
    follow(reader, "Write to this office")
    reader.wait_for_url(re.compile(r"/en/help/ask/"), wait_until="commit")
    reader.locator("textarea[name=words]").fill(WORDS)
    reader.locator("input[name=email]").fill("reader@example.org")
    press(reader, "Send my question")
    expect(reader.get_by_text(re.compile(r"\d\d-\d{4}-\d\d")).first).to_be_visible()

    assert Question.objects.get(words=WORDS).office.slug == "orhei-town-hall"
    desk = new_page(locale="en")
    sign_in_as(desk, "maria")
    desk.goto("/manage/questions/")
    expect(desk.locator("body")).to_contain_text("birth certificate")
