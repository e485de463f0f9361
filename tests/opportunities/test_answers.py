"""An answer: once, step by step, never out of turn, taken back with what it showed."""

import threading
from datetime import datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from rootbridge.subjects.opportunities.actions import send_answer, take_step
from rootbridge.subjects.opportunities.models import Answer, OutOfTurn, Step, StepKind
from rootbridge.subjects.opportunities.models.answer import working_days_after
from rootbridge.subjects.opportunities.models.turns import NEXT
from tests.opportunities.factories import make_need, make_occupation, move, send

pytestmark = pytest.mark.django_db


def test_it_is_sent_once(cast):
    need = make_need(cast)
    first, made = send_answer(need=need, by=cast.amina, message="One", language="en", hours_offered=6)
    again, made_again = send_answer(need=need, by=cast.amina, message="Two", language="en", hours_offered=1)
    assert (made, made_again, again.message) == (True, False, "One")
    assert Step.objects.count() == 1
    assert cast.dana.notices.count() == 1


def test_the_database_refuses_a_second_answer(cast):
    need = make_need(cast)
    send(need, cast.amina)
    with pytest.raises(IntegrityError), transaction.atomic():
        Answer.objects.create(need=need, member=cast.amina, message="Two", language="en", hours_offered=1)


def test_the_whole_road(cast):
    need = make_need(cast)
    answer = move(send(need, cast.amina), "seen", "accepted", "proposed", "agreed", "given", "confirmed", by=cast.dana)
    assert (answer.state, answer.hours_agreed, answer.hours_given) == ("confirmed", 12, 9)
    assert [step.kind for step in answer.steps.order_by("id")] == [
        "sent", "seen", "accepted", "proposed", "agreed", "given", "confirmed",
    ]  # fmt: skip


ROADS = {
    "sent": (), "seen": ("seen",), "accepted": ("seen", "accepted"), "proposed": ("seen", "accepted", "proposed"),
    "agreed": ("seen", "accepted", "proposed", "agreed"),
    "given": ("seen", "accepted", "proposed", "agreed", "given"),
    "confirmed": ("seen", "accepted", "proposed", "agreed", "confirmed"), "declined": ("declined",),
    "withdrawn": ("withdrawn",),
}  # fmt: skip


@pytest.mark.parametrize("state", ROADS)
@pytest.mark.parametrize("wanted", [kind for kind in StepKind.values if kind != "sent"])
def test_no_step_out_of_turn(cast, state, wanted):
    answer = move(send(make_need(cast), cast.amina), *ROADS[state], by=cast.dana)
    before = answer.steps.count()
    if wanted in NEXT[StepKind(state)]:
        move(answer, wanted, by=cast.dana)
        assert answer.steps.count() == before + 1
    elif wanted == "seen":
        assert answer.see(by=cast.dana).state == state
    else:
        with pytest.raises(OutOfTurn):
            move(answer, wanted, by=cast.dana)
        assert answer.steps.count() == before


def test_one_side_cannot_agree_with_itself(cast):
    answer = move(send(make_need(cast), cast.amina), "seen", "accepted", "proposed", by=cast.dana)
    with pytest.raises(PermissionDenied):
        answer.agree(by=cast.dana, is_home=True)
    answer.propose(by=cast.amina, is_home=False, hours=4)
    assert answer.agree(by=cast.dana, is_home=True).hours_agreed == 4


def test_nobody_agrees_to_hours_they_did_not_see(cast):
    answer = move(send(make_need(cast), cast.amina), "seen", "accepted", "proposed", by=cast.dana)
    seen = answer.version
    Answer.objects.get(pk=answer.pk).propose(by=cast.dana, is_home=True, hours=40)
    with pytest.raises(OutOfTurn):
        answer.agree(by=cast.amina, is_home=False, version=seen)
    assert Answer.objects.get(pk=answer.pk).hours_agreed is None


def test_taken_back_nothing_of_it_is_left_and_it_can_be_sent_again(cast):
    need = make_need(cast)
    answer = send(
        need, cast.amina, shown=["name"], profile={"name": ["Amina"]}, phone="+39 333", is_named_in_public=True,
        public_country="IT", public_occupation=make_occupation("2221", "nurse"),
    )  # fmt: skip
    answer.withdraw(by=cast.amina, words="My mother is ill", language="en")
    kept = Answer.objects.get(pk=answer.pk)
    assert (kept.shown, kept.profile, kept.phone, kept.is_named_in_public) == ([], {}, "", False)
    assert (kept.message, kept.hours_offered, kept.public_country, kept.public_occupation) == ("", None, "", None)
    assert not any(step.words or step.language for step in kept.steps.all())
    again, made = Answer.send(need, cast.amina, message="Again", language="en", hours_offered=2)
    assert made and again.pk == answer.pk and again.state == "sent" and again.message == "Again"


def test_hours_once_agreed_are_not_taken_back(cast):
    answer = move(send(make_need(cast), cast.amina), "seen", "accepted", "proposed", "agreed", by=cast.dana)
    with pytest.raises(OutOfTurn):
        answer.withdraw(by=cast.amina)


def test_goods_are_agreed_without_hours(cast):
    answer = send(make_need(cast, kind="goods", hours=None), cast.amina)
    answer = move(answer, "seen", "accepted", "proposed", "agreed", "given", "confirmed", by=cast.dana)
    assert (answer.state, answer.hours_agreed, answer.hours_given) == ("confirmed", None, None)


@pytest.mark.parametrize(
    "wrong", [{"state": "agreed"}, {"hours_given": 3}, {"hours_offered": 0}, {"state": "confirmed", "hours_agreed": 2}]
)
def test_the_database_refuses_what_cannot_be(cast, wrong):
    answer = send(make_need(cast), cast.amina)
    with pytest.raises(IntegrityError), transaction.atomic():
        Answer.objects.filter(pk=answer.pk).update(**wrong)


def test_the_first_reply_is_what_home_decided_not_that_it_looked(cast):
    answer = send(make_need(cast), cast.amina).see(by=cast.dana)
    assert answer.first_reply_at is None
    answer.accept(by=cast.dana)
    first = answer.first_reply_at
    move(answer, "proposed", by=cast.dana)
    assert answer.first_reply_at == first


def test_who_is_told_of_what(cast):
    need = make_need(cast)
    answer, _made = send_answer(need=need, by=cast.amina, message="Hello", language="en", hours_offered=6)
    for kind, by, is_home, more in (
        ("accepted", cast.dana, True, {}), ("proposed", cast.dana, True, {"hours": 12}),
        ("agreed", cast.amina, False, {}), ("given", cast.amina, False, {"hours": 9}),
        ("confirmed", cast.dana, True, {"hours": 9}),
    ):  # fmt: skip
        answer = take_step(answer=answer, kind=kind, by=by, is_home=is_home, **more)
    told = {who.name: [notice.kind for notice in who.notices.order_by("id")] for who in (cast.amina, cast.dana)}
    assert told == {
        "Amina Rusu": [
            "opportunities.answer_accepted",
            "opportunities.hours_proposed",
            "opportunities.hours_confirmed",
        ],
        "Dana Lungu": ["opportunities.need_answered", "opportunities.answer_moved", "opportunities.answer_moved"],
    }
    assert not cast.esi.notices.exists() and not cast.bilal.notices.exists()


def test_a_letter_names_nobody_and_repeats_nothing(cast):
    send_answer(need=make_need(cast), by=cast.amina, message="My secret words", language="en", hours_offered=6)
    letter = cast.dana.letter_set.get()
    assert "Amina" not in letter.subject + letter.text + letter.html
    assert "secret" not in letter.text and "home dialysis" in letter.text and "/manage/needs/answers/" in letter.text


def test_officers_and_the_nearest_representative_are_told(cast):
    need = make_need(cast, organisation=cast.association, place=cast.places["MD-OR-peresecina"], by=cast.bilal)
    send_answer(need=need, by=cast.chidi, message="Hello", language="en", hours_offered=6)
    assert cast.bilal.notices.count() == cast.dana.notices.count() == 1


def test_answers_wait_for_home_only_when_it_is_its_turn(cast):
    now, road = timezone.now(), ("seen", "accepted", "proposed", "agreed", "given", "confirmed")
    answer, waits = send(make_need(cast), cast.amina), []
    for step in road:
        waits.append(Answer.objects.waiting_for_home(now).exists())
        answer = move(answer, step, by=cast.dana)
    assert waits == [True, True, True, False, False, True]
    assert not Answer.objects.waiting_for_home(now).exists()


def test_agreed_hours_come_back_to_home_when_the_time_is_over(cast):
    need = make_need(cast, ends_on=timezone.localdate() - timedelta(days=1), answer_by=None)
    move(send(need, cast.amina), "seen", "accepted", "proposed", "agreed", by=cast.dana)
    assert Answer.objects.waiting_for_home(timezone.now()).exists()


def test_working_days_leave_out_the_weekend():
    friday = datetime(2026, 11, 20, 17)
    assert working_days_after(friday, 1) == datetime(2026, 11, 23, 17)
    assert working_days_after(friday, 6) == datetime(2026, 11, 30, 17)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("step", "road"), [("accepted", ("seen",)), ("agreed", ("seen", "accepted", "proposed"))])
def test_twenty_at_once_are_one_step(cast, step, road):
    answer = move(send(make_need(cast), cast.amina), *road, by=cast.dana)
    done = at_once(lambda: move(Answer.objects.get(pk=answer.pk), step, by=cast.dana))
    assert done.count("done") == 1 and len(done) == 20
    assert answer.steps.filter(kind=step).count() == 1


@pytest.mark.django_db(transaction=True)
def test_twenty_sent_at_once_are_one_answer(cast):
    need = make_need(cast)
    at_once(lambda: send_answer(need=need, by=cast.amina, message="Hello", language="en", hours_offered=6))
    assert Answer.objects.count() == Step.objects.count() == 1
    assert cast.dana.notices.count() == 1


def at_once(do, times=20):
    """Do it in many threads at the same moment; what came of each."""
    gate, results = threading.Barrier(times), []

    def run():
        gate.wait()
        try:
            do()
            results.append("done")
        except OutOfTurn:
            results.append("late")
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _number in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return results
