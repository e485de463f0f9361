"""A talk from its first word to its end: who may take it, how it is handed on, how it becomes a question."""

import threading
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from rootbridge.base.audit.models import Record
from rootbridge.base.core.chores import do_chores
from rootbridge.base.core.figures import Period, Scope, indicators
from rootbridge.people.privacy.erasure import erase
from rootbridge.shared.conversations.ledger import NotTheirs, say
from rootbridge.shared.conversations.models import Message
from rootbridge.shared.inbox.models import Notice
from rootbridge.shared.moderation.models import Report
from rootbridge.shared.moderation.registry import reportables
from rootbridge.shared.moderation.slots import waiting_reports
from rootbridge.subjects.help.exporters import clear_old_chats
from rootbridge.subjects.help.models import Block, Chat, ChatDesk, Listening, Presence, Question, TooManyChats
from rootbridge.subjects.help.permissions import may_answer, may_lead, may_listen
from tests.cast import give_role, make_member
from tests.help.talks import KEY, WORDS, age, begin, lose, make_agent, open_desk, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(cast):
    return open_desk(cast.bureau)


@pytest.fixture
def vlad(cast, desk):
    return make_agent("Vlad Rotaru", cast.bureau, language="ro")


@pytest.fixture
def chat(cast, vlad):
    return begin(cast.bureau)


def events(chat):
    rows = Message.objects.of(chat.conversation_id).filter(kind="event")
    return [row.data["event"] for row in rows]


def test_begun_twice_under_one_key_it_is_one(cast, vlad):
    chat, made = Chat.start(office=cast.bureau, words=WORDS, language="en", key=KEY)
    assert made
    assert Chat.start(office=cast.bureau, words=WORDS, language="en", key=KEY) == (chat, False)
    assert Message.objects.of(chat.conversation_id).count() == 1


def test_a_member_has_one_at_a_time(cast, vlad):
    first = begin(cast.bureau, by=cast.amina)
    assert begin(cast.bureau, by=cast.amina, words="Another?") == first
    with pytest.raises(IntegrityError), transaction.atomic():
        Chat.objects.create(office=cast.bureau, member=cast.amina, language="en", promised_at=timezone.now())
    first.end(by=cast.amina)
    assert begin(cast.bureau, by=cast.amina) != first


@pytest.mark.parametrize(
    ("name", "reads", "answers", "leads", "listens"),
    [
        ("nobody", False, False, False, False),
        ("amina", True, False, False, False),
        ("bilal", False, False, False, False),
        ("chidi", False, False, False, False),
        ("dana", False, False, False, False),
        ("esi", False, False, True, True),
        ("vlad", True, True, False, False),
        ("other desk", False, False, False, False),
        ("excluded", False, False, False, False),
        ("both", False, False, False, False),
        ("excluded administrator", False, False, True, False),
        ("moderator", False, False, False, False),
    ],
)
def test_rights(cast, vlad, name, reads, answers, leads, listens):
    """Who leads a desk reads no talk without a reason; nobody of an excluded office hears of it, whatever else they
    are."""
    people = cast.everybody | {
        "vlad": vlad, "other desk": make_agent("Other", cast.town_hall), "both": make_agent("Both", cast.embassy),
        "excluded": make_agent("Excluded", cast.embassy), "moderator": make_member("Mo Derator"),
        "excluded administrator": make_agent("Admin", cast.embassy),
    }  # fmt: skip
    give_role(people["both"], "support_agent", body=cast.bureau.audience_key)
    give_role(people["excluded administrator"], "administrator", is_everywhere=True)
    give_role(people["moderator"], "moderator", is_everywhere=True)
    chat = begin(cast.bureau, by=cast.amina, excluded=[cast.embassy])
    person = people[name]
    assert (chat in Chat.objects.visible_to(person)) is reads
    assert may_lead(person, chat.office) is leads
    assert may_listen(person, chat) is listens
    if person.pk:
        assert may_answer(person, chat) is answers
        assert (chat in Chat.objects.received_by(person)) is answers


def test_taken_handed_over_joined_and_left(cast, vlad, chat):
    ana = make_agent("Ana Sava", cast.bureau)
    assert chat.take(by=vlad)
    assert not chat.take(by=ana), "one has it already"
    assert chat.join(by=ana)
    assert not chat.join(by=ana)
    assert chat.hand_to(by=vlad, to=ana, note="She knows the form")
    assert (chat.agent, chat.passings.latest("pk").note) == (ana, "She knows the form")
    assert chat.leave(by=vlad)
    assert not chat.leave(by=ana), "who has it hands it over"
    assert chat.take_over(by=vlad)
    assert chat.end(by=vlad, is_desk=True)
    assert not chat.end(by=vlad, is_desk=True)
    assert events(chat) == ["taken", "joined", "handed", "left", "taken_over", "closed"]
    assert "She knows" not in str(list(Message.objects.of(chat.conversation_id).values_list("words", "data")))
    with pytest.raises(NotTheirs):
        write(chat, "Hello?", "late")


def test_it_is_handed_only_to_who_is_there(cast, vlad, chat):
    ana, far = make_agent("Ana Sava", cast.bureau), make_agent("Far Away", cast.town_hall)
    chat.take(by=vlad)
    lose(ana)
    assert not chat.hand_to(by=vlad, to=ana)
    assert not chat.hand_to(by=vlad, to=far)
    assert chat.agent == vlad


def test_another_desk_takes_it_with_every_word(cast, vlad, chat):
    other = make_agent("Oana Ciobanu", cast.town_hall)
    chat.take(by=vlad)
    assert not chat.hand_to_office(by=vlad, office=cast.town_hall), "it is closed"
    open_desk(cast.town_hall)
    assert chat.hand_to_office(by=vlad, office=cast.town_hall, note="From Orhei")
    assert chat not in Chat.objects.received_by(vlad)
    with pytest.raises(NotTheirs):
        say(chat.conversation.seats.get(member=vlad).pk, client="x", words="still here?")
    assert chat.take(by=other)
    assert Message.objects.of(chat.conversation_id).said().get().words == WORDS


def test_moved_meanwhile_nobody_of_the_old_desk_gets_it(cast, vlad, chat):
    ana = make_agent("Ana Sava", cast.bureau)
    oana = make_agent("Oana Ciobanu", cast.town_hall)
    open_desk(cast.town_hall)
    stale = Chat.objects.get(pk=chat.pk)
    assert chat.hand_to_office(by=vlad, office=cast.town_hall)
    assert not stale.take(by=vlad) and not stale.join(by=vlad)
    assert chat.take(by=oana) and not stale.take_over(by=vlad) and not stale.hand_to(by=ana, to=vlad)
    assert Chat.objects.get(pk=chat.pk).agent == oana
    assert not chat.conversation.seats.filter(member__in=[vlad, ana]).exists()


def test_an_excluded_desk_never_gets_it(cast, vlad):
    open_desk(cast.embassy)
    agent = make_agent("Embassy Agent", cast.embassy)
    chat = begin(cast.bureau, excluded=[cast.embassy])
    chat.take(by=vlad)
    assert not chat.hand_to_office(by=vlad, office=cast.embassy)
    assert not Notice.objects.filter(member=agent).exists()
    with pytest.raises(IntegrityError), transaction.atomic():
        Chat.objects.filter(pk=chat.pk).update(office=cast.embassy)


def test_one_holds_no_more_than_the_desk_allows(cast, desk, vlad):
    ChatDesk.objects.update(most_chats=1)
    first, second = begin(cast.bureau, key="a" * 64), begin(cast.bureau, key="b" * 64)
    assert first.take(by=vlad)
    with pytest.raises(TooManyChats):
        second.take(by=vlad)
    first.end(by=vlad, is_desk=True)
    assert second.take(by=vlad)


def test_in_the_promised_time_it_waits_and_then_it_is_a_question(cast, vlad, chat):
    assert not chat.tend(timezone.now())
    write(chat, "I live in Turin.", "two")
    age(chat, minutes=6)
    assert chat.tend(timezone.now())
    question = Question.objects.get()
    assert question.words == f"{WORDS}\n\nI live in Turin."
    assert (question.channel, question.office, question.conversation) == ("chat", cast.bureau, chat.conversation)
    assert question.said() == [], "what stands in the question is not read twice"
    assert (chat.ended_as, chat.question) == ("question", question)
    assert not chat.tend(timezone.now())
    assert chat.become_question(why="late") == question


def test_where_the_desk_is_closed_it_is_a_question_at_once(cast):
    chat = begin(cast.town_hall, email="Ana@Example.org", living="IT", topic="pension", excluded=[cast.embassy])
    question = chat.question
    assert question.words == WORDS
    assert (question.email, question.living, question.excluded) == ("ana@example.org", "IT", [cast.embassy.pk])


def test_whoever_vanishes_is_replaced_or_it_becomes_a_question(cast, vlad, chat):
    ana = make_agent("Ana Sava", cast.bureau)
    chat.take(by=vlad)
    lose(vlad)
    assert chat.tend(timezone.now()) and chat.agent is None and chat.question is None
    assert chat.take(by=ana)
    say(chat.conversation.seats.get(member=ana).pk, client="a", words="Good day")
    lose(ana)
    assert not chat.tend(timezone.now()), "whoever asked has an answer and may write on"
    write(chat, "And then?", "three")
    assert chat.tend(timezone.now()) and chat.question
    assert [one.words for one in chat.question.said()] == ["Good day", "And then?"]


def test_a_quiet_one_ends(cast, vlad, chat):
    chat.take(by=vlad)
    say(chat.conversation.seats.get(member=vlad).pk, client="a", words="Good day")
    Presence.give_sign(vlad)
    assert not chat.tend(timezone.now() + timedelta(minutes=1))
    Message.objects.update(at=timezone.now() - timedelta(minutes=31))
    assert chat.tend(timezone.now())
    assert (chat.ended_as, chat.question) == ("quiet", None)


def test_what_is_written_after_it_became_a_question_reaches_the_desk(cast, vlad, chat):
    chat.take(by=vlad)
    question = chat.become_question(why="desk", by=vlad)
    assert question.person == vlad
    question.answer(by=vlad, words="Here is how.")
    do_chores(timezone.now())
    assert not Notice.objects.filter(kind="help.question_added_to").exists()
    write(chat, "One thing more", "four")
    do_chores(timezone.now())
    do_chores(timezone.now())
    assert Notice.objects.filter(kind="help.question_added_to", member=vlad).count() == 1
    assert question in Question.objects.waiting(), "it is open again"


def test_after_its_end_whoever_asked_makes_it_a_question(cast, vlad, chat):
    chat.take(by=vlad)
    chat.end()
    question = chat.become_question(why="asker")
    assert question.conversation.closed_at is None
    write(chat, "Still not settled", "five")


def test_blocked_for_some_hours(cast, vlad, chat):
    chat.take(by=vlad)
    assert chat.block(by=vlad, reason="Insults", hours=12)
    assert chat.ended_as == "blocked"
    with pytest.raises(NotTheirs):
        write(chat, "!", "six")
    block = Block.objects.get()
    assert Block.objects.standing(timezone.now()).count() == 1
    assert not Block.objects.standing(timezone.now() + timedelta(hours=13)).exists()
    assert block.lift(by=vlad) and not block.lift(by=vlad)
    assert {"help.chat_blocked", "help.chat_block_lifted"} <= set(Record.objects.values_list("verb", flat=True))


def test_who_leads_reads_with_a_reason_and_both_sides_see_it(cast, vlad, chat):
    Listening.begin(chat, by=cast.esi, reason="A complaint")
    assert events(chat) == ["listening"]
    assert not Listening.objects.open_at(timezone.now() + timedelta(minutes=31)).exists()


def test_who_is_gone_is_not_there(cast, vlad):
    now = timezone.now()
    assert Presence.objects.at(cast.bureau, now).there(now).get().member == vlad
    assert not Presence.objects.at(cast.bureau, now).there(now + timedelta(seconds=61)).exists()
    Presence.set_state(vlad, "away")
    assert not Presence.objects.at(cast.bureau, now).there(now).exists()


def test_it_is_forgotten_and_still_counted(cast, vlad):
    chat = begin(cast.bureau, by=cast.amina, living="IT")
    chat.take(by=vlad)
    chat.end(by=cast.amina)
    erase(cast.amina)
    kept = Chat.objects.get()
    assert (kept.member, kept.living, kept.conversation) == (None, "", None)
    assert kept.taken_at
    assert not Message.objects.exists()


def test_old_ones_lose_their_words_and_their_network(cast, vlad):
    first, second = (begin(cast.bureau, key=key, source="same") for key in ("a" * 64, "b" * 64))
    for one in (first, second):
        one.end()
        age(one, days=40)
    clear_old_chats(timezone.now())
    sources = set(Chat.objects.values_list("source", flat=True))
    assert len(sources) == 1 and sources.pop().startswith("~"), "that both came from one network is still counted"
    assert Message.objects.exists()
    age(first, days=200)
    clear_old_chats(timezone.now())
    first.refresh_from_db()
    assert first.conversation is None


def test_what_is_counted(cast, vlad):
    today = timezone.localdate()
    for number in range(12):
        chat = begin(cast.bureau, key=f"{number}" * 32, living="IT", source=f"net {number}")
        if number < 9:
            age(chat, minutes=number)
            chat.take(by=vlad)
            chat.end()
        else:
            chat.become_question(why="late")
    period, scope = Period(today - timedelta(days=1), today), Scope("", "")
    found = {key: indicators.get(f"help.{key}").compute(period, scope) for key in
             ("chats", "chats_taken", "chats_in_time", "chats_wait", "chats_questions")}  # fmt: skip
    assert [figure.value for figure in found.values()] == [12, 9, 42, 4, 3]
    assert found["chats"].people == 12


def race(*jobs):
    """Run them at once; what each gave back."""
    gate, given = threading.Barrier(len(jobs), timeout=30), [None] * len(jobs)

    def run(number, job):
        try:
            gate.wait()
            given[number] = job()
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[number, job]) for number, job in enumerate(jobs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return given


@pytest.mark.faults
@pytest.mark.django_db(transaction=True)
def test_of_those_who_take_it_at_once_one_has_it(cast):
    open_desk(cast.bureau)
    agents = [make_agent(f"Agent{number} Sava", cast.bureau) for number in range(4)]
    chat = begin(cast.bureau)
    given = race(*[lambda agent=agent: Chat.objects.get(pk=chat.pk).take(by=agent) for agent in agents])
    assert sorted(given) == [False, False, False, True]
    assert events(chat) == ["taken"]


@pytest.mark.faults
@pytest.mark.django_db(transaction=True)
def test_two_workers_make_one_question_and_two_clicks_one_talk(cast):
    open_desk(cast.bureau)
    chats = race(*[lambda: begin(cast.bureau).pk] * 4)
    assert len(set(chats)) == 1 and Chat.objects.count() == 1
    chat = Chat.objects.get()
    age(chat, minutes=10)
    race(*[lambda: do_chores(timezone.now())] * 4)
    assert Question.objects.count() == 1
    assert events(chat) == ["question"]


def test_erased_while_it_goes_on_it_holds_nobody_up(cast, desk, vlad):
    """Neither whoever of the desk had it, nor those who wait behind it."""
    ChatDesk.objects.update(most_chats=1)
    assert begin(cast.bureau, by=cast.amina).take(by=vlad)
    begin(cast.bureau, by=cast.chidi)
    erase(cast.amina)
    erase(cast.chidi)
    assert not Chat.objects.going_on().exists()
    assert begin(cast.bureau).take(by=vlad)


def test_what_became_a_question_that_is_gone_loses_its_person_too(cast, vlad):
    chat = begin(cast.bureau, email="ana@example.org", name="Ana", source="abc", living="IT")
    chat.become_question(why="asker")
    Question.objects.forget()
    clear_old_chats(timezone.now() + timedelta(days=200))
    chat.refresh_from_db()
    assert (chat.name, chat.email, chat.source, chat.living) == ("", "", "", "")
    assert clear_old_chats(timezone.now() + timedelta(days=200)) == 0


def test_passed_on_as_a_question_it_leaves_its_first_desk(cast, vlad, chat):
    mayor = make_agent("Mayor", cast.town_hall)
    chat.take(by=vlad)
    question = chat.become_question(why="desk", by=vlad)
    assert chat in Chat.objects.received_by(vlad)
    question.pass_on(by=vlad, office=cast.town_hall)
    question.answer(by=mayor, words="For the town hall alone.")
    assert chat not in Chat.objects.received_by(vlad)
    assert cast.enter(vlad).get(chat.desk_url).status_code == 404


def test_whoever_works_at_the_desk_asks_it_too(cast, vlad):
    """They sit on both sides then, once on each."""
    chat = begin(cast.bureau, by=vlad)
    assert chat.take(by=vlad)
    question = chat.become_question(why="desk", by=vlad)
    assert cast.enter(vlad).post(question.desk_url, {"words": "I found it myself."}).status_code == 302
    assert sorted(chat.conversation.seats.values_list("side", flat=True)) == ["asker", "desk"]


def test_a_moderator_of_a_desk_that_must_not_see_it_learns_of_no_report(cast, vlad):
    ana = give_role(make_member("Ana Sava", language="en"), "moderator", is_everywhere=True).member
    both = give_role(make_member("Oana Popa", language="en"), "moderator", is_everywhere=True).member
    give_role(both, "support_agent", body=cast.embassy.audience_key)
    open_chat, hidden = begin(cast.bureau), begin(cast.bureau, by=cast.amina, excluded=[cast.embassy])
    known = reportables.get("help.chat")
    seen, kept = (Report.send(known, chat, by=vlad, reason="harm")[0] for chat in (open_chat, hidden))
    for person, reports in ((ana, {seen, kept}), (both, {seen})):
        assert set(Report.objects.received_by(person)) == set(Report.objects.visible_to(person)) == reports
        assert len(list(waiting_reports(person))) == len(reports)
        client = cast.enter(person)
        page = client.get("/manage/reports/").text
        assert (f"/manage/reports/{kept.case_id}/" in page) is (kept in reports) and f"/manage/reports/{seen.case_id}/" in page
        assert client.get(f"/manage/reports/{kept.case_id}/").status_code == (200 if kept in reports else 404)
        assert may_listen(person, hidden) is (kept in reports)
    assert kept in Report.objects.visible_to(vlad), "whoever reported it still sees what came of it"
