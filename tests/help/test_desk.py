"""The desk: who finds a question, who answers it, and what the asker hears."""

from datetime import timedelta

import pytest
from django.utils import timezone, translation
from django.utils.translation import gettext

from rootbridge.base.audit.models import Record
from rootbridge.base.core.figures import Period, Scope, indicators
from rootbridge.base.core.handover import open_work
from rootbridge.base.core.queue import queue_sources
from rootbridge.base.mail.models import Letter
from rootbridge.people.members.models import Role
from rootbridge.people.privacy.erasure import erase
from rootbridge.people.privacy.export import exporters
from rootbridge.shared.conversations.models import Message
from rootbridge.shared.inbox.models import Notice
from rootbridge.subjects.help.models import Closing, Question
from rootbridge.subjects.help.own import my_questions
from rootbridge.subjects.help.permissions import may_answer, may_pass_on
from tests.cast import give_role, make_member

WORDS = "Where do I ask for my pension?"


@pytest.fixture
def desk(cast):
    member = make_member("Valentina Munteanu", language="ro")
    give_role(member, "support_agent", body=cast.town_hall.audience_key)
    return member


@pytest.fixture
def question(cast, desk):
    """Amina's question to the town hall of Orhei."""
    found, _made = Question.ask(
        office=cast.town_hall, words=WORDS, language="en", by=cast.amina, topic="pension", living="IT"
    )
    return found


@pytest.mark.parametrize(
    ("name", "reads", "answers", "passes_on", "owns"),
    [
        ("nobody", False, False, False, False),
        ("amina", True, False, False, True),
        ("bilal", False, False, False, False),
        ("chidi", False, False, False, False),
        ("dana", False, False, False, False),
        ("esi", False, False, False, False),
        ("valentina", True, True, True, False),
    ],
)
def test_rights(cast, desk, question, name, reads, answers, passes_on, owns):
    """A local representative and an administrator do not read what was put to an office they hold no role at."""
    person = (cast.everybody | {"valentina": desk})[name]
    assert (question in Question.objects.visible_to(person)) is reads
    if person.pk:
        assert may_answer(person, question) is answers
        assert may_pass_on(person, question) is passes_on
        assert (question in Question.objects.mine(person)) is owns
    found = cast.enter(person).get(question.desk_url)
    assert found.status_code == (302 if name == "nobody" else 200 if answers else 404)
    own = cast.enter(person).get(question.get_absolute_url())
    assert own.status_code == (302 if name == "nobody" else 200 if owns else 404)


def test_a_role_that_is_over_reads_no_more(cast, desk, question):
    Role.objects.filter(member=desk).update(ended_at=timezone.now())
    assert cast.enter(desk).get(question.desk_url).status_code == 404
    assert not Question.objects.visible_to(cast.again(desk))


def test_the_desk_reads_the_words_and_not_who_asks(cast, desk, question):
    page = cast.enter(desk).get(question.desk_url).content.decode()
    assert WORDS in page
    assert "Amina" not in page
    assert "amina@example.org" not in page


def test_a_reply_goes_out_once(cast, desk, question):
    client = cast.enter(desk)
    assert client.post(question.desk_url, {"words": "Ask CNAS."}).status_code == 302
    late = client.post(question.desk_url, {"words": "Ask somebody else."})
    assert late.status_code == 409 and "Ask somebody else." in late.text
    with translation.override("ro"):
        assert gettext("Somebody was quicker") in late.text
    assert Message.objects.get().words == "Ask CNAS."
    assert Closing.objects.get().by == Message.objects.get().seat.member == desk
    assert Notice.objects.get(kind="help.question_answered").member == cast.amina
    letter = Letter.objects.get(kind="help.question_answered")
    assert (letter.address, letter.language) == ("amina@example.org", "en")
    assert "Ask CNAS." in letter.text
    assert WORDS in letter.text
    assert Record.objects.filter(verb="help.question_answered").count() == 1
    page = cast.enter(cast.amina).get(question.get_absolute_url()).content.decode()
    assert "Ask CNAS." in page
    assert "Valentina" in page and "Munteanu" not in page, "the first name, never more"


def test_somebody_without_an_account_gets_the_answer_by_mail(cast, desk):
    question, _made = Question.ask(office=cast.town_hall, words=WORDS, language="ro", email="Ion@Example.org")
    question.answer(by=desk, words="Da, la noi.")
    letter = Letter.objects.get(address="ion@example.org")
    assert (letter.language, letter.member) == ("ro", None)
    assert "Da, la noi." in letter.text


def test_an_empty_reply_is_not_sent(cast, desk, question):
    answer = cast.enter(desk).post(question.desk_url, {"words": " \u200b "})
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.content.decode()
    assert not Message.objects.exists()


def test_a_question_is_passed_on_to_another_office(cast, desk, question):
    other = make_member("Doina Consul")
    give_role(other, "support_agent", body=cast.embassy.audience_key)
    client = cast.enter(desk)
    answer = client.post(f"/manage/questions/{question.number}/office/", {"office": "embassy-rome"})
    assert answer.status_code == 302
    assert client.get(question.desk_url).status_code == 404, "it is theirs now"
    assert WORDS in cast.enter(other).get(question.desk_url).content.decode()
    assert Notice.objects.filter(kind="help.question_asked", member=other).exists()
    for office in ("", "nowhere", "embassy-rome"):
        answer = cast.enter(other).post(f"/manage/questions/{question.number}/office/", {"office": office})
        assert answer.status_code == 422
    assert Question.objects.get().office == cast.embassy


def test_nobody_else_passes_it_on(cast, question):
    for person in (cast.amina, cast.bilal, cast.dana, cast.esi):
        answer = cast.enter(person).post(f"/manage/questions/{question.number}/office/", {"office": "bureau"})
        assert answer.status_code == 404


def test_where_nobody_reads_an_administrator_passes_it_on_unread(cast, desk):
    question, _made = Question.ask(office=cast.bureau, words=WORDS, language="en", by=cast.amina)
    page = cast.enter(cast.esi).get("/manage/questions/unread/").content.decode()
    assert question.number in page
    assert WORDS not in page
    assert cast.enter(cast.dana).get("/manage/questions/unread/").status_code == 404
    rows = list(queue_sources.get("help.questions").rows(cast.esi))
    assert [row.title for row in rows] == [cast.bureau.name]
    cast.enter(cast.esi).post(f"/manage/questions/{question.number}/office/", {"office": "orhei-town-hall"})
    assert WORDS in cast.enter(desk).get(question.desk_url).content.decode()
    assert not list(queue_sources.get("help.questions").rows(cast.again(cast.esi)))


def test_what_waits_stands_in_the_queue_with_its_day(cast, desk, question):
    row = next(iter(queue_sources.get("help.questions").rows(desk)))
    assert row.title == WORDS
    assert row.due.date() == question.due_on
    assert row.url == question.desk_url
    question.answer(by=desk, words="Yes.")
    assert not list(queue_sources.get("help.questions").rows(desk))
    assert not list(queue_sources.get("help.questions").rows(cast.dana))


def test_the_list_of_the_desk(cast, desk, question, django_assert_max_num_queries):
    client = cast.enter(desk)
    for number in range(12):
        Question.ask(office=cast.town_hall, words=f"{WORDS} {number}", language="en", email=f"a{number}@example.org")
    client.get("/manage/questions/")
    with django_assert_max_num_queries(16):
        assert client.get("/manage/questions/").content.decode().count('class="queue"') == 1
    assert "Nothing here" not in client.get("/manage/questions/").content.decode()
    assert client.get("/manage/questions/?state=answered").status_code == 200


def test_my_questions(cast, desk, question, django_assert_num_queries):
    Question.ask(office=cast.bureau, words="Another one, please answer.", language="en", by=cast.amina)
    question.answer(by=desk, words="Yes.")
    with django_assert_num_queries(1):
        mine = my_questions(cast.amina)
    assert [(one.is_answered, one.title) for one in mine] == [(False, "Another one, please answer."), (True, WORDS)]
    page = cast.enter(cast.amina).get("/en/help/questions/").content.decode()
    assert "Another one" in page
    assert my_questions(cast.chidi) == []


def test_what_is_counted(cast, desk, question):
    question.answer(by=desk, words="Yes.")
    Question.objects.update(first_reply_at=question.asked_at + timedelta(hours=36))
    Question.ask(office=cast.bureau, words=WORDS, language="en", email="a@example.org")
    today = timezone.localdate()
    period = Period(today - timedelta(days=1), today + timedelta(days=1))
    count = {key: indicators.get(key).compute(period, Scope()).value for key in
             ("help.asked", "help.answered", "help.in_time", "help.median")}  # fmt: skip
    assert count == {"help.asked": 2, "help.answered": 1, "help.in_time": 100, "help.median": 1.5}
    assert indicators.get("help.asked").compute(period, Scope(path="MD/MD-OR/")).value == 1
    assert indicators.get("help.asked").compute(period, Scope(residence="IT")).value == 1
    assert indicators.get("help.median").compute(Period(today, today), Scope(path="MD/MD-SO/")).value is None


def test_five_questions_of_one_person_are_one_person(cast):
    """Signed in or not, by the same address in any case of letters."""
    for number, more in enumerate(({"by": cast.amina}, {"email": "Amina@example.org"}, {"email": "amina@example.org"})):
        Question.ask(office=cast.town_hall, words=f"Question number {number}: {WORDS}", language="en", **more)
    today = timezone.localdate()
    asked = indicators.get("help.asked").compute(Period(today, today), Scope())
    assert (asked.value, asked.people) == (3, 1)


def test_erasing_keeps_the_count_and_nothing_else(cast, desk, question):
    Question.ask(office=cast.town_hall, words="Before I joined, from the same address.", language="en",
                 email="amina@example.org")  # fmt: skip
    question.answer(by=desk, words="Dear Amina, yes.")
    erase(cast.amina)
    assert Question.objects.count() == 2
    for row in Question.objects.all():
        assert (row.member, row.email, row.words, row.living) == (None, "", "", "")
    assert not Message.objects.exists()
    assert not Question.objects.waiting()


def test_a_member_takes_their_questions_along(cast, desk, question):
    question.answer(by=desk, words="Yes.")
    exporter = exporters.get("questions")
    assert list(exporter.rows_of(cast.amina)) == [question]
    assert not exporter.rows_of(cast.chidi).exists()
    assert [reply.words for reply in exporters.get("replies").rows_of(cast.amina)] == ["Yes."]


def test_who_follows_finds_what_waits(cast, desk, question):
    work = open_work.get("help.questions")
    assert list(work.rows(Role.objects.get(member=desk))) == [question]
    assert not work.rows(Role.objects.get(member=cast.dana))
