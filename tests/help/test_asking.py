"""Asking a desk: with an account and without one, and what bad input gets."""

import re
from datetime import date, timedelta

import pytest
from django.conf import settings
from django.core import signing
from django.test import Client
from django.utils import timezone

from rootbridge.base.audit.models import Record
from rootbridge.base.mail.models import Letter
from rootbridge.people.offices.hours import open_until, openings, reply_due
from rootbridge.shared.inbox.models import Notice
from rootbridge.subjects.help.models import Question
from tests.cast import give_role, make_member
from tests.translation.factories import make_answer

WORDS = "I worked nine years in Orhei and eleven in Turin. Where do I ask for my pension?"


@pytest.fixture
def asker():
    return Client(headers={"Sec-Fetch-Site": "same-origin"})


@pytest.fixture
def desk(cast):
    """Somebody who answers at the bureau."""
    member = make_member("Valentina Munteanu")
    give_role(member, "support_agent", body=cast.bureau.audience_key)
    return member


def send(client, **said):
    known = {"words": WORDS, "topic": "pension", "office": "bureau", "other": "", "email": "ana@example.org"}
    return client.post("/en/help/ask/", known | said)


def test_a_question_without_an_account(asker, cast, desk):
    answer = send(asker)
    question = Question.objects.get()
    assert (question.member, question.email, question.language) == (None, "ana@example.org", "en")
    assert re.fullmatch(r"\d\d-\d{4}-\d\d", question.number)
    receipt = asker.get(answer.url)
    page = receipt.content.decode()
    assert question.number in page
    assert WORDS not in page, "whoever has the address of the receipt may open it"
    assert "no-store" in receipt["Cache-Control"]
    assert not answer.cookies
    assert not receipt.cookies
    assert settings.SESSION_COOKIE_NAME not in asker.cookies


def test_the_office_is_told_without_the_words(asker, cast, desk):
    send(asker)
    question = Question.objects.get()
    notice = Notice.objects.get(kind="help.question_asked")
    assert notice.member == desk
    assert notice.url == f"/manage/questions/{question.number}/"
    letter = Letter.objects.get(kind="help.question_asked")
    assert letter.address == desk.email
    assert question.number in letter.text
    assert "Turin" not in letter.text
    assert Record.objects.filter(verb="help.question_asked", target_id=question.pk).exists()


def test_where_nobody_reads_the_administrator_is_told(asker, cast):
    send(asker)
    assert Notice.objects.get(kind="help.nobody_reads").member == cast.esi
    assert not Notice.objects.filter(kind="help.question_asked").exists()


def test_a_member_asks_without_giving_an_address(cast, desk):
    amina = cast.enter(cast.amina)
    assert 'name="email"' not in amina.get("/en/help/ask/").content.decode()
    send(amina, email="")
    question = Question.objects.get()
    assert (question.member, question.email, question.living) == (cast.amina, "", "IT")
    assert WORDS[:20] in amina.get(f"/en/help/questions/{question.number}/").content.decode()
    assert question.number in amina.get(question.get_absolute_url()).content.decode()


def test_what_was_asked_before_joining_is_mine_afterwards(asker, cast, desk):
    send(asker, email="Amina@Example.org")
    question = Question.objects.get()
    assert question in Question.objects.visible_to(cast.amina)
    assert question not in Question.objects.visible_to(cast.chidi)
    assert cast.enter(cast.chidi).get(question.get_absolute_url()).status_code == 404
    assert cast.enter(cast.amina).get(question.get_absolute_url()).status_code == 200


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"words": ""}, "Write your question first."),
        ({"words": "Why?"}, "You wrote “Why?”"),
        ({"words": "\u202e\u200b\x00 \ufeff"}, "Write your question first."),
        ({"words": "x" * 4001}, "Write at most 4000 letters"),
        ({"email": ""}, "Write where the answer should go"),
        ({"email": "ana at example"}, "not yet an address"),
        ({"office": ""}, "Choose who will read it."),
        ({"office": "nowhere"}, "Choose one of these."),
        ({"other": "nowhere"}, "Choose an office from the list."),
        ({"topic": "nonsense"}, "nonsense"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field_and_kept(asker, cast, desk, wrong, sentence):
    answer = send(asker, **wrong)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page.replace("&#39;", "'")
    assert not Question.objects.exists()
    if "words" not in wrong:
        assert "eleven in Turin" in page, "what was typed stays"


def test_words_of_any_kind_are_kept_harmless(asker, cast, desk):
    words = "مرحبا <script>alert(1)</script> \u202eabc\u0000def ș̦ 😀 " + "a\u0301" * 50
    assert send(asker, words=words).status_code == 302
    kept = Question.objects.get().words
    assert "\u202e" not in kept
    assert "\x00" not in kept
    page = cast.enter(desk).get(Question.objects.get().desk_url).content.decode()
    assert "<script>alert" not in page


def test_ten_megabytes_are_refused_kindly(asker, cast, desk):
    assert send(asker, words="x" * 10_000_000).status_code in (400, 413, 422)


def test_sent_twice_it_is_one_question(asker, cast, desk):
    first, second = send(asker), send(asker)
    assert (first.status_code, second.status_code) == (302, 302)
    assert Question.objects.count() == 1
    assert Notice.objects.filter(kind="help.question_asked").count() == 1


def test_too_many_from_one_address_wait(asker, cast, desk):
    codes = [send(asker, words=f"{WORDS} {number}").status_code for number in range(8)]
    assert codes == [302] * 6 + [422] * 2


def test_another_site_cannot_ask_for_me(cast, desk):
    stranger = Client(headers={"Sec-Fetch-Site": "cross-site"})
    assert send(stranger).status_code == 403


def test_the_likely_readers_are_named_with_the_reason(asker, cast):
    make_answer(cast, topic="pension", office=cast.town_hall)
    asker.cookies["rb_here"] = "IT.abroad.MD-OR-peresecina"
    page = asker.get("/en/help/ask/?topic=pension").content.decode()
    names = re.findall(r'type="radio" name="office" value="([\w-]+)"', page)
    assert names == ["orhei-town-hall", "embassy-rome", "bureau"]
    for why in ("Best for this topic", "Serves people living in Italy", "Not sure?"):
        assert why in page, why
    names = re.findall(r'name="office" value="([\w-]+)"', asker.get("/en/help/ask/?office=bureau").content.decode())
    assert names[0] == "bureau"


def test_another_office_can_be_chosen(asker, cast, desk):
    send(asker, other="embassy-rome")
    assert Question.objects.get().office == cast.embassy


def test_a_question_begun_in_the_search_box_is_taken_along(asker, cast):
    assert "pensie în Italia?" in asker.get("/en/help/ask/?words=pensie în Italia?").content.decode()


def test_a_receipt_cannot_be_made_up_and_does_not_last(asker, cast, desk):
    url = send(asker).url
    assert asker.get(url[:-3] + "xx/").status_code == 404
    assert asker.get("/en/help/ask/26-0000-00/").status_code == 404
    old = signing.TimestampSigner(salt="rootbridge.help.receipt")
    old.timestamp = lambda: signing.b62_encode(0)
    assert asker.get(f"/en/help/ask/{old.sign(Question.objects.get().number)}/").status_code == 404


def test_the_form_is_the_same_bytes_for_everybody(asker, cast):
    first, second = asker.get("/en/help/ask/"), Client().get("/en/help/ask/")
    assert first.content == second.content
    assert first["Cache-Control"].startswith("public")
    assert not first.cookies


class TestHours:
    def test_a_reply_is_due_after_so_many_working_days(self, cast):
        cast.bureau.reply_days = 3
        assert reply_due(cast.bureau, date(2026, 11, 20)) == date(2026, 11, 25), "over a weekend"
        cast.bureau.hours = {"mon": [["09:00", "12:00"]]}
        assert reply_due(cast.bureau, date(2026, 11, 20)) == date(2026, 12, 7), "open on Mondays only"

    def test_days_with_the_same_hours_stand_together_in_both_clocks(self, cast):
        day = [["09:00", "17:00"]]
        cast.bureau.hours = {"mon": day, "tue": day, "wed": day, "fri": [["09:00", "13:00"]], "sat": []}
        week = openings(cast.bureau, "IT", day=date(2026, 11, 20))
        assert [(one.days, "09:00–17:00" in one.there, "08:00–16:00" in one.here) for one in week] == [
            ("Mon–Wed", True, True), ("Fri", False, False),
        ]  # fmt: skip
        assert openings(cast.bureau, "RO", day=date(2026, 11, 20))[0].here == "", "the same clock"
        assert openings(cast.bureau, day=date(2026, 11, 20))[0].here == ""

    def test_an_embassy_keeps_the_clock_of_where_it_is(self, cast):
        cast.embassy.hours = {"mon": [["09:00", "17:00"]]}
        assert openings(cast.embassy, "IT", day=date(2026, 11, 20))[0].here == ""

    def test_it_is_known_until_when_an_office_is_open(self, cast):
        cast.bureau.hours = {"fri": [["09:00", "17:30"]]}
        at = timezone.make_aware(timezone.datetime(2026, 11, 20, 8, 0))
        assert open_until(cast.bureau, at) == "17:30", "ten in Chișinău"
        assert open_until(cast.bureau, at + timedelta(hours=8)) == ""
