"""Typed in by staff for somebody at the counter; the slip they take along; a hundred questions pressed twice."""

import threading

import pytest
from django.core.cache import cache
from django.db import connection

from rootbridge.base.audit.models import Record
from rootbridge.subjects.help.following import pin_of, their_pin_of
from rootbridge.subjects.help.models import Question
from rootbridge.subjects.help.views import counter
from tests.cast import give_role, make_member

pytestmark = pytest.mark.django_db
WORDS = "Bunica întreabă unde cere suplimentul la pensie."
SAID = {
    "words": WORDS, "channel": "counter", "language": "ro", "living": "IT", "topic": "pension", "office": "bureau",
    "other": "", "way": "look", "client": "one-of-a-kind", "whom": "",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _fresh():
    cache.clear()


@pytest.fixture
def desk(cast):
    member = make_member("Valentina Munteanu")
    give_role(member, "support_agent", body=cast.bureau.audience_key)
    return member


def type_in(cast, desk, **said):
    return cast.enter(desk).post("/manage/questions/new/", SAID | said)


def test_what_was_said_becomes_a_question_with_a_slip(cast, desk):
    answer = type_in(cast, desk)
    question = Question.objects.get()
    assert (question.words, question.channel, question.language, question.living, question.member) == (
        WORDS, "counter", "ro", "IT", None,
    )  # fmt: skip
    assert Record.objects.get(verb="help.question_typed_in").actor_number == desk.pk
    slip = cast.enter(desk).get(answer.url)
    pin = pin_of(question.number)
    assert f"{pin[:3]} {pin[3:]}" in slip.text and question.number in slip.text and 'lang="ro" dir="ltr"' in slip.text
    assert '<section class="slip panel">' in slip.text
    assert "/ro/help/follow/" in slip.text and "no-store" in slip["Cache-Control"] and WORDS not in slip.text
    seen = cast.enter(cast.nobody).post("/ro/help/follow/", {"number": question.number, "pin": f"{pin[:3]} {pin[3:]}"})
    assert WORDS in seen.text


@pytest.mark.parametrize("channel", ["counter", "phone", "whatsapp", "telegram", "viber", "email"])
def test_however_it_came(cast, desk, channel):
    assert type_in(cast, desk, channel=channel).status_code == 302
    assert Question.objects.get().channel == channel


def test_called_back_and_by_mail(cast, desk):
    type_in(cast, desk, way="phone", phone="069 123 456", living="MD", call_hours="seara")
    type_in(cast, desk, way="email", email="ana@example.net", client="another-one")
    by_phone, by_mail = Question.objects.order_by("pk")
    assert by_phone.phone.startswith("+373") and by_phone.call_hours == "seara" and by_mail.email == "ana@example.net"


def test_pressed_twice_it_is_one_and_the_same_words_of_two_people_are_two(cast, desk):
    first, second = type_in(cast, desk), type_in(cast, desk)
    assert (first.status_code, second.status_code) == (302, 302) and Question.objects.count() == 1
    type_in(cast, desk, client="of-the-next-person")
    assert Question.objects.count() == 2


def test_an_office_that_must_not_see_it(cast, desk):
    type_in(cast, desk, hide_other="embassy-rome")
    assert Question.objects.get().excluded == [cast.embassy.pk]


def test_for_another_there_are_two_slips(cast, desk):
    answer = type_in(cast, desk, whom="relative", knows="yes", language="ar")
    page, question = cast.enter(desk).get(answer.url).text, Question.objects.get()
    pin = their_pin_of(question.number)
    assert f"{pin[:3]} {pin[3:]}" in page and "/ar/help/about/" in page and 'lang="ar" dir="rtl"' in page


@pytest.mark.parametrize("wrong", [
    {"words": ""}, {"channel": "dove"}, {"channel": ""}, {"language": "xx"}, {"living": "ZZ"}, {"office": "nowhere"},
    {"way": "phone", "phone": "call"}, {"way": "email", "email": ""}, {"client": ""}, {"client": "x" * 37},
    {"hide": ["bureau"]}, {"whom": "relative", "knows": ""}, {"topic": "x"}, {"words": "x" * 4001},
])  # fmt: skip
def test_what_is_wrong_is_said_and_kept(cast, desk, wrong):
    answer = type_in(cast, desk, **wrong)
    assert answer.status_code == 422 and not Question.objects.exists()
    assert "words" in wrong or "Bunica întreabă" in answer.text


@pytest.mark.parametrize("name", ["nobody", "amina", "bilal", "chidi", "dana", "esi"])
def test_who_may_not(cast, desk, name):
    url = type_in(cast, desk).url
    client = cast.enter(cast.everybody[name])
    assert client.get("/manage/questions/new/").status_code in (302, 404)
    assert client.post("/manage/questions/new/", SAID | {"client": "of-a-stranger"}).status_code in (302, 404)
    assert client.get(url).status_code in (302, 404) and Question.objects.count() == 1


def test_a_slip_is_for_who_typed_it_and_ends(cast, desk, monkeypatch):
    url = type_in(cast, desk).url
    other = make_member("Ion Lupu")
    give_role(other, "support_agent", body=cast.bureau.audience_key)
    assert cast.enter(other).get(url).status_code == 404
    assert cast.enter(desk).get("/manage/questions/slip/made-up/").status_code == 404
    monkeypatch.setattr(counter, "SLIP_LASTS", -1)
    assert cast.enter(desk).get(url).status_code == 404


def test_two_strangers_with_the_same_words_have_two_questions(cast, desk, monkeypatch):
    known = {"words": WORDS, "office": "bureau", "other": "", "way": "look"}
    nobody = cast.enter(cast.nobody)
    nobody.post("/en/help/ask/", known)
    nobody.post("/en/help/ask/", known)
    assert Question.objects.count() == 1, "a second press of the button"
    Question.objects.update(asked_at=Question.objects.get().asked_at.replace(year=2020))
    nobody.post("/en/help/ask/", known)
    nobody.post("/en/help/ask/", known | {"way": "phone", "phone": "+39 333 123 4567"})
    assert Question.objects.count() == 3


@pytest.mark.faults
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("way", ["page", "counter"])
def test_a_hundred_questions_sent_twice_at_once_are_a_hundred(cast, desk, monkeypatch, way):
    for place in ("views.asking", "views.counter"):
        monkeypatch.setattr(f"rootbridge.subjects.help.{place}.count", lambda *args, **words: None)
    answers, gate = [], threading.Barrier(4)
    clients = [cast.enter(desk if way == "counter" else cast.nobody) for _number in range(4)]

    def send(client, numbers):
        try:
            for number in numbers:
                gate.wait()
                answers.append(post(client, number))
        finally:
            connection.close()

    def post(client, number):
        if way == "counter":
            return client.post("/manage/questions/new/", SAID | {"client": f"typed-{number:03}"}).status_code
        known = {"words": f"{WORDS} {number}", "office": "bureau", "other": "", "way": "email", "email": "a@b.md"}
        return client.post("/en/help/ask/", known).status_code

    halves = [range(50), range(50), range(50, 100), range(50, 100)]
    threads = [threading.Thread(target=send, args=pair) for pair in zip(clients, halves, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(240)
    assert answers == [302] * 200
    assert Question.objects.count() == 100
