"""What a desk does with a question: take it, hand it over, note, log, join, link, be late; and who may."""

from datetime import timedelta
from threading import Barrier, Event, Thread

import pytest
from django.db import connection, transaction
from django.utils import timezone

from rootbridge.base.mail.models import Letter
from rootbridge.people.privacy.erasure import erase
from rootbridge.shared.conversations.models import Message
from rootbridge.shared.inbox.models import Notice
from rootbridge.subjects.help.models import (
    Draft,
    FileRequest,
    Handover,
    Link,
    Note,
    PreparedReply,
    Question,
    Reminder,
    look_for_late,
)
from tests.cast import give_role, make_cast, make_member

pytestmark = pytest.mark.django_db
WORDS = "Where do I ask for my pension from Italy?"


def make_agent(name, office):
    agent = make_member(name, language="en")
    give_role(agent, "support_agent", body=office.audience_key)
    return agent


@pytest.fixture
def desk(cast):
    return make_agent("Valentina Munteanu", cast.town_hall)


@pytest.fixture
def colleague(cast):
    return make_agent("Mihai Bodrug", cast.town_hall)


@pytest.fixture
def question(cast, desk):
    return ask(cast)


def ask(cast, words=WORDS, **more):
    known = {"by": cast.amina} if "email" not in more else {}
    return Question.ask(office=cast.town_hall, words=words, language="en", topic="pension", living="IT",
                        **known | more)[0]  # fmt: skip


POSTS = ("office", "person", "notes", "log", "links", "double")


@pytest.mark.parametrize("name", ["amina", "bilal", "chidi", "dana", "esi", "stranger"])
def test_nobody_else_does_anything_with_it(cast, desk, question, name):
    people = cast.everybody | {"stranger": make_agent("Doina Consul", cast.embassy)}
    client = cast.enter(people[name])
    for path in ("", *(f"{one}/" for one in POSTS), "proposal/"):
        answer = client.post(f"{question.desk_url}{path}", {"words": "Mine.", "do": "take", "number": "1"})
        assert answer.status_code == 404, path
    assert not Handover.objects.exists() and not Note.objects.exists() and not Message.objects.exists()


def test_taken_given_and_given_back(cast, desk, colleague, question):
    client, page = cast.enter(desk), question.desk_url
    client.post(f"{page}person/", {"do": "take"})
    client.post(f"{page}person/", {"do": "take"})
    assert Question.objects.get().person == desk and Handover.objects.count() == 1
    wrong = client.post(f"{page}person/", {"do": "give", "to": str(cast.chidi.pk), "note": "Kept words"})
    assert wrong.status_code == 422 and "Choose a colleague from the list" in wrong.text and "Kept words" in wrong.text
    client.post(f"{page}person/", {"do": "give", "to": str(colleague.pk), "note": "She speaks Italian"})
    assert Question.objects.get().person == colleague
    assert Notice.objects.get(kind="help.question_handed_over").member == colleague
    shown = cast.enter(colleague).get(page).text
    assert "She speaks Italian" in shown and "Given to Mihai Bodrug" in shown
    assert "She speaks Italian" not in cast.enter(cast.amina).get(question.get_absolute_url()).text
    cast.enter(colleague).post(f"{page}person/", {"do": "leave"})
    assert Question.objects.get().person is None


def test_written_back_it_stays_open_and_is_sent_once(cast, desk, question):
    sent = {"words": "Do you live in Rome?", "do": "ask_back", "client": "one"}
    for _press in range(2):
        assert cast.enter(desk).post(question.desk_url, sent).status_code == 302
    assert Message.objects.count() == 1 and Letter.objects.filter(kind="help.question_written_to").count() == 1
    assert Question.objects.waiting().get().person == desk
    cast.enter(desk).post(question.desk_url, {"words": "Ask INPS.", "do": "answer", "client": "two"})
    again = cast.enter(desk).post(question.desk_url, {"words": "Ask INPS.", "do": "answer", "client": "two"})
    assert again.status_code == 302, "pressed twice it is one answer"
    assert Letter.objects.filter(kind="help.question_answered").count() == 1


def test_words_are_never_lost(cast, desk, colleague, question):
    client = cast.enter(desk)
    client.post(question.desk_url, {"words": "Begun on Monday", "do": "draft"})
    assert "Begun on Monday" in client.get(question.desk_url).text
    assert "Begun on Monday" not in cast.enter(colleague).get(question.desk_url).text
    long = client.post(question.desk_url, {"words": "x" * 4001, "do": "answer"})
    assert long.status_code == 422 and "x" * 4001 in long.text
    question.answer(by=colleague, words="Done.")
    late = client.post(question.desk_url, {"words": "Mine was better", "do": "answer"})
    assert late.status_code == 409 and "Mine was better" in late.text and "Somebody was quicker" in late.text
    assert Draft.objects.get(by=desk).words == "Mine was better"


def test_passed_on_while_one_wrote(cast, desk, question):
    question.pass_on(by=desk, office=cast.embassy, note="Not ours")
    answer = cast.enter(desk).post(question.desk_url, {"words": "My long reply"})
    assert answer.status_code == 409 and "My long reply" in answer.text and WORDS not in answer.text
    assert cast.enter(desk).get(question.desk_url).status_code == 404
    assert cast.enter(cast.chidi).post(question.desk_url, {"words": "My long reply"}).status_code == 404


LOGGED = {"words": "They rang.", "channel": "phone", "side": "desk", "settles": "", "client": "c1"}


@pytest.mark.parametrize(("path", "said"), [
    ("notes/", {"words": "They rang."}), ("log/", LOGGED), ("log/", LOGGED | {"side": "asker"}),
])  # fmt: skip
def test_passed_on_while_one_wrote_it_down(cast, desk, question, path, said):
    question.pass_on(by=desk, office=cast.embassy)
    answer = cast.enter(desk).post(question.desk_url + path, said)
    assert answer.status_code == 409 and said["words"] in answer.text and WORDS not in answer.text
    assert cast.enter(cast.chidi).post(question.desk_url + path, said).status_code == 404


def test_whoever_answers_for_it_no_more_does_nothing_with_it(cast, desk, question):
    stale = Question.objects.get(pk=question.pk)
    question.pass_on(by=desk, office=cast.embassy)
    assert stale.note(by=desk, words="Rang the fund") is None and not Note.objects.exists()
    known = {"what": "The book", "need": "proof", "by_day": timezone.localdate(), "client_id": "a" * 8}
    assert FileRequest.ask(stale, by=desk, **known) is None
    assert Question.objects.get(pk=question.pk).person is None and not Message.objects.exists()


def test_notes_are_for_the_desk_and_kept_once(cast, desk, question):
    for _press in range(2):
        cast.enter(desk).post(f"{question.desk_url}notes/", {"words": "Called the fund", "client": "n1"})
    assert Note.objects.get().words == "Called the fund"
    assert "Called the fund" in cast.enter(desk).get(question.desk_url).text
    assert "Called the fund" not in cast.enter(cast.amina).get(question.get_absolute_url()).text
    assert cast.enter(desk).post(f"{question.desk_url}notes/", {"words": ""}).status_code == 422


def test_what_came_by_telephone_stands_in_the_talk(cast, desk, question):
    client, letters = cast.enter(desk), Letter.objects.count()
    url = f"{question.desk_url}log/"
    assert client.post(url, {"channel": "pigeon", "side": "asker", "words": "Hello"}).status_code == 422
    client.post(url, {"channel": "viber", "side": "asker", "words": "I live in Turin", "client": "a"})
    told = {"channel": "phone", "side": "desk", "words": "Go to INPS", "settles": "on", "client": "b"}
    for _press in range(2):
        assert client.post(url, told).status_code == 302
    assert [(one.seat.side, one.data) for one in Message.objects.order_by("number")] == [
        ("asker", {"logged": "viber"}), ("desk", {"logged": "phone"}),
    ]  # fmt: skip
    assert Question.objects.answered().exists() and Letter.objects.count() == letters
    assert "Viber" in cast.enter(cast.amina).get(question.get_absolute_url()).text
    client.post(url, {"channel": "phone", "side": "asker", "words": "INPS says no", "client": "c"})
    assert Question.objects.waiting().exists(), "it is open again"


def test_a_prepared_reply_goes_below_what_was_written(cast, desk, question):
    reply = PreparedReply.objects.create(titles={"en": "Received"}, words={"en": "We have {number}, {office}, {due}."})
    other = PreparedReply.objects.create(office=cast.embassy, titles={"en": "X"}, words={"en": "Not yours"})
    client = cast.enter(desk)
    page = client.post(question.desk_url, {"words": "Dear all", "do": f"insert-{reply.pk}"})
    assert page.status_code == 200 and "Dear all\n\nWe have " in page.text and question.number in page.text
    for wrong in (other.pk, "9" * 5, "x", "1; drop"):
        answer = client.post(question.desk_url, {"words": "Dear all", "do": f"insert-{wrong}"})
        assert "Dear all" in answer.text and "Not yours" not in answer.text


def test_doubles_get_the_same_answer(cast, desk, question):
    double = ask(cast, "From Italy, where do I ask for my pension?", email="ion@example.org")
    assert double in question.likely_doubles(desk) and question in double.likely_doubles(desk)
    client = cast.enter(desk)
    assert client.post(f"{double.desk_url}double/", {"number": "26-0000-00"}).status_code == 422
    assert client.post(f"{double.desk_url}double/", {"number": double.number}).status_code == 422
    assert client.post(f"{double.desk_url}double/", {"number": question.number}).status_code == 302
    assert question.number in Letter.objects.get(kind="help.question_joined").text
    assert not question.join_with(double, by=desk), "one with doubles is joined with nothing"
    client.post(f"{double.desk_url}double/", {"do": "part"})
    assert double in Question.objects.waiting()
    double.join_with(question, by=desk)
    question.answer(by=desk, words="At INPS in Turin.")
    assert Letter.objects.filter(kind="help.question_answered", address="ion@example.org").count() == 1
    assert [one.words for one in Question.objects.get(pk=double.pk).said()] == ["At INPS in Turin."]
    assert not double.part(by=desk), "it was answered"
    assert double.reopen() and double in Question.objects.waiting()


@pytest.mark.parametrize("gone", [Question.withdraw, lambda question: erase(question.member)])
@pytest.mark.parametrize("is_answered", [False, True])
def test_doubles_of_what_gets_no_answer_wait_again(cast, desk, gone, is_answered):
    """But for those that were answered together with it before."""
    question = ask(cast)
    double = ask(cast, "From Italy, where do I ask for my pension?", email="ion@example.org")
    assert double.join_with(question, by=desk)
    if is_answered:
        question.answer(by=desk, words="At INPS in Turin.")
        question.reopen()
    gone(question)
    assert (double in Question.objects.waiting()) is not is_answered


def test_doubles_hidden_from_others_are_not_joined(cast, desk, question):
    hidden = ask(cast, WORDS + " Quietly.", email="ana@example.org", excluded=[cast.embassy])
    assert not hidden.join_with(question, by=desk), "the embassy could come to hear of it"
    assert not question.join_with(hidden, by=desk), "its answer would stand where the embassy reads"


def test_doubles_go_along_when_it_is_passed_on(cast, desk, question):
    double = ask(cast, WORDS + " Please.", email="ion@example.org")
    double.join_with(question, by=desk)
    question.pass_on(by=desk, office=cast.embassy)
    consul = make_agent("Doina Consul", cast.embassy)
    question.answer(by=consul, words="Here.")
    assert Question.objects.get(pk=double.pk).office == cast.embassy
    assert Letter.objects.filter(kind="help.question_answered", address="ion@example.org").exists()


def test_what_is_given_along_is_public_and_stands_in_the_letter(cast, desk, question, monkeypatch):
    client, url = cast.enter(desk), f"{question.desk_url}links/"
    client.post(url, {"path": "services/nowhere/"})
    client.post(url, {"path": "//evil.example/"})
    assert not Link.objects.exists()
    from rootbridge.shared.translation import related

    found = related.Related("Pension guide", "services/pension/", "en")
    monkeypatch.setattr(related, "_finders", [lambda paths, languages: [found] if found.path in paths else []])
    for _press in range(2):
        client.post(url, {"path": found.path})
    assert Link.objects.count() == 1 and "Pension guide" in cast.enter(cast.amina).get(question.get_absolute_url()).text
    question.answer(by=desk, words="Read this.")
    assert "/en/services/pension/" in Letter.objects.get(kind="help.question_answered").text
    client.post(url, {"path": found.path, "do": "remove"})
    assert not Link.objects.exists()


def test_late_questions_tell_each_once(cast, desk, colleague, question):
    today = timezone.localdate()
    question.hand_to(by=desk, to=desk)
    assert question.due_colour(question.due_on) == "soon" and question.due_colour(today) in ("soon", "fine")
    told = {1: (1, 0), 2: (3, 0), 3: (3, 0), 4: (3, 1), 9: (3, 1)}
    for days, (desk_told, centre_told) in told.items():
        question.due_on = today - timedelta(days=days)
        Question.objects.update(due_on=question.due_on)
        Reminder.objects.update(due_on=question.due_on)
        for _look in range(2):
            look_for_late(Question.objects.waiting(), timezone.now())
        assert Notice.objects.filter(kind="help.question_late").count() == desk_told, days
        assert Notice.objects.filter(kind="help.desk_late").count() == centre_told, days
    assert Notice.objects.filter(kind="help.desk_late").get().member == cast.esi
    assert WORDS not in Letter.objects.filter(kind="help.desk_late").get().text
    page = cast.enter(cast.esi).get("/manage/questions/unread/").text
    assert question.number in page and WORDS not in page
    question.answer(by=desk, words="Sorry.")
    assert look_for_late(Question.objects.waiting(), timezone.now()) == 0


def test_the_queue_is_filtered_and_paged(cast, desk, question, django_assert_max_num_queries):
    Question.objects.bulk_create(
        Question(number=f"26-1{number:03}-00", office=cast.town_hall, words=f"Number {number} about my car",
                 language="ro", topic="car", channel="viber", due_on=timezone.localdate() - timedelta(days=number % 2))
        for number in range(60)
    )  # fmt: skip
    client = cast.enter(desk)
    found = lambda query: client.get(f"/manage/questions/?{query}").text.count("/manage/questions/26-")  # noqa: E731
    assert found("") == 50 and found("page=2") == 11 and found("page=x") == 50 and found("page=99") == 11
    assert found("topic=pension") == 1 and found("channel=viber&language=ro&page=2") == 10
    assert found("q=pension") == 1 and found(f"q={question.number}") == 1 and found("q=%00%27%3B") == 0
    assert found("state=mine") == 0 and found("state=late") == 30 and found("state=nonsense&topic=nonsense") == 50
    question.hand_to(by=desk, to=desk)
    assert found("state=mine") == 1 and found("state=nobody") == 50
    with django_assert_max_num_queries(18):
        client.get("/manage/questions/")
    sheet = client.get("/manage/questions/sheet/?topic=pension")
    assert question.number in sheet.text and WORDS not in sheet.text and "amina" not in sheet.text.lower()


@pytest.mark.django_db(transaction=True)
@pytest.mark.faults
def test_answered_withdrawn_and_passed_on_at_once_one_thing_comes_of_it():
    cast = make_cast()
    desk = make_agent("Valentina Munteanu", cast.town_hall)
    make_agent("Doina Consul", cast.embassy)
    outcomes = []

    def run(barrier, change):
        barrier.wait()
        try:
            outcomes.append(change())
        except Exception as error:
            outcomes.append(type(error).__name__)
        connection.close()

    for number in range(4):
        question = ask(cast, f"{WORDS} {number}")
        same = lambda question=question: Question.objects.get(pk=question.pk)  # noqa: E731
        barrier, outcomes[:] = Barrier(3), []
        changes = [
            lambda: same().answer(by=desk, words="Yes.")[1], lambda: same().withdraw(),
            lambda: same().pass_on(by=desk, office=cast.embassy),
        ]  # fmt: skip
        threads = [Thread(target=run, args=[barrier, change]) for change in changes]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        row = same()
        assert set(outcomes) <= {True, False, "NotTheirs"}, outcomes
        assert row.closings.count() <= 1
        assert row.closings.exists() or row.office == cast.embassy


def while_held(change, then):
    """Run ``change`` and keep its transaction open until ``then``, in a thread of its own, waits for it; what that
    gave."""
    is_changed, outcome = Event(), []

    def run():
        is_changed.wait(10)
        outcome.append(then())
        connection.close()

    thread = Thread(target=run)
    thread.start()
    with transaction.atomic():
        change()
        is_changed.set()
        thread.join(1)
        assert not outcome, "it waits"
    thread.join(10)
    return outcome[0]


@pytest.mark.django_db(transaction=True)
@pytest.mark.faults
def test_what_is_added_to_a_double_while_it_is_answered_stays():
    cast = make_cast()
    desk = make_agent("Valentina Munteanu", cast.town_hall)
    question, double = ask(cast), ask(cast, "From Italy, my pension?", email="ion@example.org")
    assert double.join_with(question, by=desk)
    same = Question.objects.get(pk=double.pk)
    while_held(lambda: same.add(words="And my wife's?", client="a"), lambda: question.answer(by=desk, words="At INPS."))
    double = Question.objects.get(pk=double.pk)
    assert [one.words for one in double.said()] == ["And my wife's?"] and double in Question.objects.waiting()


@pytest.mark.django_db(transaction=True)
@pytest.mark.faults
@pytest.mark.parametrize(("path", "said"), [
    ("notes/", {"words": "They rang."}), ("log/", LOGGED), ("log/", LOGGED | {"side": "asker"}),
    ("ask-file/", {"what": "They rang.", "need": "proof", "words": "", "client": "one-of-a-kind"}),
])  # fmt: skip
def test_passed_on_while_it_is_kept(path, said):
    cast = make_cast()
    desk = make_agent("Valentina Munteanu", cast.town_hall)
    question, client = ask(cast), cast.enter(desk)
    said = said | {"by_day": (timezone.localdate() + timedelta(days=9)).isoformat()}
    same = Question.objects.get(pk=question.pk)
    answer = while_held(
        lambda: same.pass_on(by=desk, office=cast.embassy), lambda: client.post(question.desk_url + path, said)
    )
    assert answer.status_code == 409 and "They rang." in answer.text and not Message.objects.exists()
