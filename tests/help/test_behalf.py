"""Asking for another person, who can see and stop it."""

import re

import pytest
from django.core.cache import cache

from rootbridge.base.audit.models import Record
from rootbridge.base.core.retention import clear_outdated
from rootbridge.base.files.contents import examine
from rootbridge.base.mail.models import Letter
from rootbridge.people.privacy.erasure import erase
from rootbridge.shared.conversations.models import Conversation, File
from rootbridge.shared.inbox.models import Notice
from rootbridge.subjects.help.following import pin_of, their_pin_of
from rootbridge.subjects.help.intake import put
from rootbridge.subjects.help.models import Behalf, FileRequest, Question
from tests.cast import give_role, make_member
from tests.files.papers import PDF

pytestmark = pytest.mark.django_db
WORDS = "My mother in Peresecina was told to bring a paper. Which one?"


@pytest.fixture(autouse=True)
def _disk(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    cache.clear()


@pytest.fixture
def desk(cast):
    member = make_member("Valentina Munteanu")
    give_role(member, "support_agent", body=cast.bureau.audience_key)
    return member


@pytest.fixture
def question(cast, desk):
    """Asked by Amina for her mother, with a file, and answered to."""
    made, _made = put(
        office=cast.bureau, words=WORDS, language="en", by=cast.amina, files=[examine("scan.pdf", PDF)],
        behalf={"whom": "relative", "knows": "no", "address": "Mother@Example.org"},
    )  # fmt: skip
    made.ask_back(by=desk, words="Which paper did they name?")
    return made


def ask(cast, **said):
    known = {"words": WORDS, "office": "bureau", "other": "", "way": "look", "whom": "relative", "knows": "yes"}
    return cast.enter(cast.nobody).post("/en/help/ask/", known | said)


def look(cast, number, pin):
    return cast.enter(cast.nobody).post("/en/help/about/", {"number": number, "pin": pin})


def test_the_receipt_carries_a_slip_for_them(cast, desk):
    page = cast.enter(cast.nobody).get(ask(cast).url).text
    question = Question.objects.get()
    assert (question.behalf.whom, question.behalf.knows, question.behalf.address) == ("relative", "yes", "")
    assert pin_of(question.number) in page and their_pin_of(question.number) in page and "/en/help/about/" in page
    assert pin_of(question.number) != their_pin_of(question.number)
    assert not Letter.objects.filter(kind="help.about_you").exists()


@pytest.mark.parametrize(("said", "words"), [
    ({"knows": ""}, "Say whether they know"), ({"knows": "maybe"}, "Choose one of these."),
    ({"whom": "the neighbour"}, "Choose one of these."), ({"their_email": "mother"}, "This is not yet an address."),
])  # fmt: skip
def test_what_is_missing_is_said(cast, desk, said, words):
    answer = ask(cast, **said)
    assert answer.status_code == 422 and words in answer.text and WORDS in answer.text
    assert not Question.objects.exists()


def test_for_oneself_nothing_more_is_kept(cast, desk):
    assert ask(cast, whom="", knows="no", their_email="not an address").status_code == 302
    assert not Behalf.objects.exists()


def test_their_letter_leads_there_and_says_nothing_of_it(cast, question):
    letter = Letter.objects.get(kind="help.about_you")
    assert letter.address == "mother@example.org" and "Peresecina" not in letter.text and letter.is_automatic
    address = re.search(r"/en/help/about/letter/\S+", letter.text)[0]
    page = cast.enter(cast.nobody).get(address)
    assert WORDS in page.text and "Which paper did they name?" in page.text and "Amina" not in page.text
    assert "no-store" in page["Cache-Control"] and not page.cookies
    assert cast.enter(cast.nobody).get(address[:-4] + "abc/").status_code == 404
    assert not question.behalf.stopped_at, "looking stops nothing"


def test_they_stop_it_and_everybody_is_told(cast, desk, question):
    shown = look(cast, question.number, their_pin_of(question.number))
    token = re.search(r'name="token" value="([^"]+)"', shown.text)[1]
    for _time in range(2):
        assert cast.enter(cast.nobody).post("/en/help/about/stop/", {"token": token}).status_code == 302
    again = Question.objects.get(pk=question.pk)
    assert (again.words, again.member, again.behalf.address) == ("", None, "") and again.behalf.stopped_at
    assert not File.objects.exists() and not Conversation.objects.exists()
    assert Notice.objects.filter(kind="help.question_stopped", member=desk).count() == 1
    assert Notice.objects.get(kind="help.mine_stopped").member == cast.amina
    assert Record.objects.filter(verb="help.question_stopped").count() == 1
    assert "You stopped it" in look(cast, question.number, their_pin_of(question.number)).text
    assert "stopped it on" in cast.enter(desk).get(question.desk_url).text
    assert cast.enter(cast.amina).get(question.get_absolute_url()).status_code == 404


def test_whoever_asked_without_an_account_is_told_by_letter(cast, desk):
    ask(cast, way="email", email="ana@example.net")
    Question.objects.get().behalf.stop()
    letter = Letter.objects.get(kind="help.mine_stopped")
    assert letter.address == "ana@example.net" and "Peresecina" not in letter.text


def test_only_their_own_pin_opens_it(cast, question, desk):
    plain, _made = Question.ask(office=cast.bureau, words="Another matter entirely?", language="en", email="a@b.md")
    for number, pin in ((question.number, pin_of(question.number)), (plain.number, their_pin_of(plain.number)),
                        ("26-0000-00", "000000"), ("x" * 400, "\u202e"), ("", "")):  # fmt: skip
        assert look(cast, number, pin).status_code == 422
    assert cast.enter(cast.nobody).post("/en/help/follow/", {
        "number": question.number, "pin": their_pin_of(question.number)}).status_code == 422  # fmt: skip
    assert cast.enter(cast.nobody).post("/en/help/about/stop/", {"token": "x"}).status_code == 404
    assert cast.enter(cast.nobody).get("/en/help/about/stop/").status_code == 405


def test_guessing_their_pin_ends(cast, question):
    for _try in range(11):
        last = look(cast, question.number, "1")
    assert "Too many tries" in last.text
    assert look(cast, question.number, their_pin_of(question.number)).status_code == 422


def test_the_desk_sees_for_whom_and_no_address(cast, desk, question):
    page = cast.enter(desk).get(question.desk_url).text
    assert "Asked for another person" in page and "No, not yet" in page and "mother@example.org" not in page


@pytest.mark.parametrize("name", ["nobody", "bilal", "chidi", "dana", "esi"])
def test_nobody_else_learns_of_it(cast, question, name):
    client = cast.enter(cast.everybody[name])
    assert client.get(question.desk_url).status_code in (302, 404)
    assert client.get(question.get_absolute_url()).status_code in (302, 404)


def test_what_is_kept_of_others_goes(cast, question, desk):
    FileRequest.ask(question, by=desk, what="The paper", need="proof", by_day=question.due_on, client_id="a" * 8)
    erase(cast.amina)
    assert Behalf.objects.get().address == "" and not FileRequest.objects.exists()


def test_it_goes_after_two_years(cast, question):
    clear_outdated(question.asked_at.replace(year=question.asked_at.year + 3))
    assert Behalf.objects.get().address == ""
