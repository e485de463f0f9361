"""The third and fourth journeys: Orhei asks, a nurse in Turin answers, nine hours are counted."""

from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from rootbridge.people.members.models import Member
from rootbridge.subjects.opportunities.models import Answer, Need

from .steps import (
    answers_at_home,
    assert_arabic,
    assert_fits,
    assert_left_to_right,
    follow,
    have_ticked,
    press,
    read_letter,
    said,
    sees,
    send,
    sign_in_as,
    tick,
    unfold,
)

TITLE = "O asistentă medicală care învață familiile să facă dializă acasă"
PHONE = "+39 011 555 0142"
KNOWN = "/ar/opportunities/dialysis-at-home-twelve-hours-of-advice-for-our-nurses-1/"


@dataclass(frozen=True)
class Desks:
    """A browser for each of those who take part."""

    maria: Page
    ion: Page
    elena: Page


@pytest.fixture(params=[(1280, True), (360, False)], ids=["1280", "360-no-javascript"])
def desks(acasa, new_page, request) -> Desks:
    width, javascript = request.param
    pages = {name: new_page(width=width, javascript=javascript, locale="ro") for name in ("maria", "ion", "elena")}
    for name, page in pages.items():
        sign_in_as(page, name)
    return Desks(**pages)


def write_need(page: Page) -> None:
    """What, which skills, when, how many hours, remote or there, which languages, who answers."""
    page.goto("/manage/needs/new/")
    today = timezone.localdate()
    page.locator("select[name=organisation]").select_option(label="Spitalul raional Orhei")
    page.locator("select[name=kind]").select_option("expertise_request")
    words = {
        "title": TITLE, "lead": "Cinci familii din raion vor să facă dializă acasă. Căutăm pe cineva care le învață.",
        "hours": "12", "contact_name": "Dr Ana Rusu", "starts_on": str(today + timedelta(days=9)),
        "ends_on": str(today + timedelta(days=60)), "answer_by": str(today + timedelta(days=8)),
    }  # fmt: skip
    for name, value in words.items():
        page.locator(f"main [name={name}]").fill(value)
    tick(page, "mode", "remote")
    tick(page, "languages", "ro")
    assert_fits(page)
    press(page, "Save, and choose skills")
    expect(page.get_by_label("asistent medical", exact=True)).to_be_checked()
    for skill in ("dializă la domiciliu", "siguranța pacientului", "instruirea personalului"):
        have_ticked(page, skill)
    assert_fits(page)
    press(page, "Save, and look at the page")


def publish_with_four_eyes(maria: Page, ion: Page) -> Need:
    """Maria cannot publish what she wrote; Ion finds it among what waits for him, and does."""
    assert_fits(maria)
    press(maria, "Ask for a second look")
    sees(maria, "You wrote this, so a second person looks at it.")
    assert not maria.get_by_role("button", name=said(maria, "Make it public")).count()
    need = Need.objects.get(titles__ro=TITLE)
    assert not need.is_published

    ion.goto("/manage/")
    assert_fits(ion)
    ion.locator(".queue").get_by_role("link", name=TITLE).click()
    assert_fits(ion)
    press(ion, "Make it public")
    sees(ion, "It is public now.")
    assert not ion.get_by_role("button", name=said(ion, "Make it public")).count()
    return need


def answer(page: Page, need: Need) -> None:
    """It stands first on her own page, with the reasons; she chooses what she shows."""
    page.goto("/ro/account/")
    first = page.locator("main .card").first
    expect(first.get_by_role("link", name=TITLE)).to_be_visible()
    for reason in (
        said(page, "Your work: %(occupation)s", occupation="asistentă medicală la dializă"),
        said(page, "From %(place)s, your home", place="Orhei"),
        said(page, "Can be done from %(country)s", country="Italia"),
    ):
        expect(first.locator(".because")).to_contain_text(reason)
    assert_fits(page)
    first.get_by_role("link", name=TITLE).click()
    follow(page, "Answer %(place)s", place="Orhei")
    page.locator("textarea[name=message]").fill("Am învățat treizeci de familii la Torino. Pot seara.")
    page.locator("input[name=hours]").fill("12")
    page.locator("input[name=phone]").fill(PHONE)
    expect(page.locator("input[name=shown][value=home]")).to_be_checked()
    expect(page.locator("input[name=shown][value=name]")).not_to_be_checked()
    tick(page, "shown", "living")
    assert_fits(page)
    press(page, "Send my answer to %(place)s", place="Orhei")
    sees(page, "Sent. You see each step on this page.")
    expect(page.locator(".bridge .turn")).to_have_text(said(page, "Their turn"))
    assert_fits(page)


def accept(page: Page) -> None:
    """A letter that names nobody, a row in the queue with its age, and what she chose to show."""
    letter = read_letter(page, "maria@example.org")
    assert TITLE in letter and "Elena" not in letter and "Torino" not in letter
    page.goto("/manage/")
    row = page.locator(".queue li", has_text=TITLE)
    expect(row.locator(".tag")).to_be_visible()
    row.get_by_role("link", name=TITLE).click()
    expect(page.locator("main")).not_to_contain_text("treizeci de familii")
    send(page, "seen")
    expect(page.locator("main")).to_contain_text("treizeci de familii")
    expect(page.locator("main")).to_contain_text("Torino, Italia")
    expect(page.locator("main")).not_to_contain_text("Elena")
    assert_fits(page)
    page.locator("form:has([value=accepted]) textarea").fill("Bine ați venit!")
    send(page, "accepted")
    sees(page, "Accepted. A letter is on its way.")


def test_orhei_asks_and_nine_hours_are_counted(desks, new_page):
    write_need(desks.maria)
    need = publish_with_four_eyes(desks.maria, desks.ion)
    answer(desks.elena, need)
    accept(desks.maria)

    unfold(desks.maria, "Propose when and how much")
    proposal = desks.maria.locator("form:has([value=proposed])")
    proposal.locator("[name=hours]").fill("12")
    proposal.locator("textarea").fill("Marți și joi, ora 19.")
    send(desks.maria, "proposed")
    sees(desks.maria, "Your proposal is sent.")

    desks.elena.goto("/ro/account/")
    follow(desks.elena, "It is your turn")
    expect(desks.elena.locator(".bridge .turn")).to_have_text(said(desks.elena, "Your turn"))
    send(desks.elena, "agreed")
    sees(desks.elena, "Agreed. Home knows it now.")
    expect(desks.elena.locator(".bridge .opening")).to_contain_text("12")

    desks.maria.reload()
    desks.maria.locator("form:has([value=confirmed]) [name=hours]").fill("9")
    assert_fits(desks.maria)
    send(desks.maria, "confirmed")
    sees(desks.maria, "Counted. Thank you.")
    assert Answer.objects.get(need=need).hours_given == 9

    desks.elena.reload()
    expect(desks.elena.locator(".bridge .opening")).to_contain_text("9")
    assert TITLE in read_letter(desks.elena, "elena@example.org")
    assert_nobody_is_named(new_page(width=360, locale="ro"), need)


def assert_nobody_is_named(page: Page, need: Need) -> None:
    """The public page says that it was answered, and not by whom."""
    page.goto(f"/ro/opportunities/{need.slug}/")
    home = answers_at_home(page)
    expect(home).to_contain_text("1 persoană a răspuns")
    expect(home).to_contain_text(said(page, "Answered by:"))
    expect(page.locator("body")).not_to_contain_text("Elena")
    expect(page.locator("body")).not_to_contain_text("555")


def test_a_representative_sees_the_work_of_one_district_and_no_other(acasa, new_page):
    page = new_page(width=360, locale="ro")
    sign_in_as(page, "maria")
    page.goto("/manage/needs/")
    numbers = [
        int(link.split("/")[-2])
        for link in page.locator("ul.list a[href*='/manage/needs/']").evaluate_all("all => all.map(a => a.href)")
    ]
    places = set(Need.objects.filter(pk__in=numbers).values_list("place__path", flat=True))
    assert len(numbers) > 10
    assert all(path.startswith("MD/MD-OR/") for path in places)
    elsewhere = Need.objects.exclude(place__path__startswith="MD/MD-OR/").first()
    answered = Answer.objects.exclude(need__place__path__startswith="MD/MD-OR/").first()
    for path in (f"/manage/needs/{elsewhere.pk}/", f"/manage/needs/answers/{answered.pk}/", "/manage/parts/"):
        assert page.goto(path).status == 404


def test_an_answer_in_arabic(acasa, new_page):
    page = new_page(width=360, locale="ar")
    sign_in_as(page, "elena")
    for path in ("/ar/account/", "/ar/opportunities/", KNOWN, f"{KNOWN}answer/"):
        page.goto(path)
        assert_arabic(page)
        page.set_viewport_size({"width": 1280 if page.viewport_size["width"] == 360 else 360, "height": 800})
        assert_arabic(page)
    expect(page.locator("input[name=phone]")).to_have_css("direction", "ltr")
    page.locator("textarea[name=message]").fill("أستطيع المساعدة مساءً.")
    page.locator("input[name=hours]").fill("١٢")
    page.locator("input[name=phone]").fill(PHONE)
    page.locator("#answer .actions button").click()
    page.wait_for_url("**/mine/")
    assert_arabic(page)
    assert_left_to_right(answers_at_home(page).locator("dd", has_text="555"))

    Member.objects.filter(email="maria@example.org").update(language="ar")
    desk = new_page(width=360, locale="ar")
    sign_in_as(desk, "maria")
    assert_arabic(desk)
    desk.goto(f"/manage/needs/answers/{Answer.objects.latest('pk').pk}/")
    send(desk, "seen")
    assert_arabic(desk)
    assert_left_to_right(desk.locator("dd", has_text="555"))
