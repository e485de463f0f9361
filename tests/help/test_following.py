"""Without e-mail: called back, and followed by a number and a PIN."""

import re

import pytest
from django.core.cache import cache
from playwright.sync_api import expect

from rootbridge.base.mail.models import Letter
from rootbridge.subjects.help import following
from rootbridge.subjects.help.models import Question
from tests.cast import give_role, make_cast, make_member

pytestmark = pytest.mark.django_db
WORDS = "My mother has no e-mail. Where does she ask for the supplement?"


@pytest.fixture
def desk(cast):
    member = make_member("Valentina Munteanu")
    give_role(member, "support_agent", body=cast.bureau.audience_key)
    return member


def ask(cast, **said):
    known = {"words": WORDS, "office": "bureau", "other": "", "way": "phone", "phone": "+39 333 123 4567"}
    return cast.enter(cast.nobody).post("/en/help/ask/", known | said)


def look(cast, number, pin):
    return cast.enter(cast.nobody).post("/en/help/follow/", {"number": number, "pin": pin})


def test_called_back(cast, desk):
    receipt = cast.enter(cast.nobody).get(ask(cast, call_hours="Mondays after 18:00").url)
    question = Question.objects.get()
    assert (question.phone, question.email) == ("+39 333 123 4567", "")
    pin = following.pin_of(question.number)
    assert re.fullmatch(r"\d{6}", pin) and pin in receipt.text and "calls you back" in receipt.text
    page = cast.enter(desk).get(question.desk_url).text
    assert "+39 333 123 4567" in page and "Mondays after 18:00" in page and pin not in page
    cast.enter(desk).post(question.desk_url, {"words": "She brings her work book to room 4."})
    assert not Letter.objects.filter(kind="help.question_answered").exists()
    eastern = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
    assert look(cast, question.number.translate(eastern), pin.translate(eastern)).status_code == 200
    shown = look(cast, question.number.replace("-", " "), f" {pin[:3]} {pin[3:]}")
    assert shown.status_code == 200 and "room 4" in shown.text and WORDS in shown.text
    assert "no-store" in shown["Cache-Control"] and not shown.cookies


@pytest.mark.parametrize("wrong", [
    ("26-0000-00", "000000"), ("", ""), ("26-0000-00\x00", "1"), ("9" * 400, "9" * 400), ("٢٦-٤٤١٧-٩٣", "١٢٣٤٥٦"),
])  # fmt: skip
def test_what_is_wrong_tells_nothing(cast, desk, wrong):
    ask(cast)
    assert look(cast, *wrong).status_code == 422


def test_a_wrong_pin_and_a_wrong_number_look_alike(cast, desk):
    ask(cast)
    question = Question.objects.get()
    pin = following.pin_of(question.number)
    other = f"{(int(pin) + 1) % 10**6:06}"
    bare = re.compile(r'value="[^"]*"')
    pages = [bare.sub("", look(cast, *pair).text) for pair in ((question.number, other), ("26-0000-01", pin))]
    assert pages[0] == pages[1] and "no question with this number and PIN" in pages[0]


def test_guessing_ends_after_ten_tries(cast, desk):
    cache.clear()
    ask(cast)
    question = Question.objects.get()
    for _try in range(10):
        look(cast, question.number, "1")
    assert "Too many tries" in look(cast, question.number, following.pin_of(question.number)).text


def test_a_question_of_a_member_is_not_opened_by_a_pin(cast, desk):
    question, _made = Question.ask(office=cast.bureau, words=WORDS, language="en", by=cast.amina)
    assert look(cast, question.number, following.pin_of(question.number)).status_code == 422
    page = cast.enter(cast.amina)
    assert "PIN" not in page.get(page.post("/en/help/ask/", {"words": WORDS + "!", "office": "bureau"}).url).text


def test_the_pin_leaves_the_receipt_after_a_quarter_of_an_hour(cast, desk, monkeypatch):
    url = ask(cast, way="look", phone="").url
    pin = following.pin_of(Question.objects.get().number)
    assert pin in cast.enter(cast.nobody).get(url).text
    monkeypatch.setattr("rootbridge.subjects.help.views.asking.PIN_SHOWN", -1)
    assert pin not in cast.enter(cast.nobody).get(url).text


@pytest.mark.parametrize(("said", "words"), [
    ({"phone": "call me"}, "This is no telephone number yet: “call me”"), ({"phone": ""}, "This is no telephone"),
    ({"way": "dove"}, "Choose one of these."), ({"way": "email", "email": ""}, "Write where the answer should go"),
])  # fmt: skip
def test_what_a_way_lacks_is_said(cast, desk, said, words):
    answer = ask(cast, **said)
    assert answer.status_code == 422 and words in answer.text and WORDS in answer.text


def test_only_what_the_way_needs_is_kept(cast, desk):
    ask(cast, way="email", email="ana@example.org", call_hours="never")
    ask(cast, way="look", email="not an address", words=WORDS + " And when?")
    mailed, looked = Question.objects.order_by("pk")
    assert (mailed.email, mailed.phone, mailed.call_hours) == ("ana@example.org", "", "")
    assert (looked.email, looked.phone) == ("", "")


@pytest.mark.parametrize(("width", "javascript", "language"), [(360, False, "ar"), (1280, True, "en")])
def test_from_the_form_to_the_answer_without_an_address(live, new_page, width, javascript, language):
    make_cast()
    page = new_page(width=width, javascript=javascript, locale=language)
    page.goto(f"/{language}/help/ask/")
    page.locator("textarea[name=words]").fill(WORDS)
    page.locator("label[for=id_way_2]").click()
    expect(page.locator("input[name=email]")).to_be_hidden()
    expect(page.locator("input[name=phone]")).to_be_hidden()
    page.locator("main form button").last.click()
    question = Question.objects.get()
    pin = following.pin_of(question.number)
    expect(page.locator("dl.facts").first).to_contain_text(pin)
    agent = make_member("Valentina Munteanu")
    give_role(agent, "support_agent", body=question.office.audience_key)
    question.answer(by=agent, words="Room 4.")
    page.locator("main a[href$='/follow/']").click()
    page.locator("input[name=number]").fill(question.number)
    page.locator("input[name=pin]").fill(pin)
    page.locator("main form button").click()
    expect(page.get_by_text("Room 4.")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
