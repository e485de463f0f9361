"""Two hands on one need in the same moment: what is public is what somebody looked at, and nothing comes back."""

import threading
import time

import pytest
from django.db import connection, transaction

from rootbridge.base.audit.models import Record
from rootbridge.subjects.opportunities.actions import (
    change_need,
    propose_need,
    publish_need,
    send_answer,
    send_back,
)
from rootbridge.subjects.opportunities.models import (
    Amendment,
    Answer,
    MovedOn,
    Need,
    Proposal,
    Publication,
    edition_of,
)
from tests.cast import give_role, make_member
from tests.opportunities.factories import make_need

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True)]
ROUNDS = 8
OTHER = {"en": "Words that nobody looked at"}


@pytest.fixture
def second(cast):
    """A second representative of Orhei."""
    ion = make_member("Ion Lupu")
    give_role(ion, "local_representative", place=cast.places["MD-OR"])
    return ion


def proposed(cast) -> Need:
    need = make_need(cast, published=False)
    propose_need(need=need, by=cast.dana)
    return Need.objects.for_cards().get(pk=need.pk)


def again(need) -> Need:
    return Need.objects.get(pk=need.pk)


def at_once(*jobs) -> list:
    """Each job in a thread of its own, all let go in one moment; what came of each, in their order."""
    gate, results = threading.Barrier(len(jobs)), [None] * len(jobs)

    def run(number, job):
        gate.wait()
        try:
            job()
            results[number] = "done"
        except Exception as error:
            results[number] = type(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(jobs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return results


def while_held(first, then):
    """``first`` in a transaction that stays open until ``then``, in another, waits for it; what came of ``then``."""
    came, backend = [], []

    def run():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            backend.append(cursor.fetchone()[0])
        try:
            then()
            came.append("done")
        except MovedOn:
            came.append(MovedOn)
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    with transaction.atomic():
        first()
        thread.start()
        _wait_until_blocked(backend, thread)
    thread.join(60)
    return came[0]


def _wait_until_blocked(backend, thread):
    end = time.monotonic() + 20
    while thread.is_alive() and time.monotonic() < end:
        with connection.cursor() as cursor:
            cursor.execute("SELECT cardinality(pg_blocking_pids(%s)) > 0", [backend[0] if backend else 0])
            if cursor.fetchone()[0]:
                return
        time.sleep(0.01)


def test_a_text_saved_while_it_is_published_is_not_public(cast, second):
    """The author's change is written and not yet kept when the second person presses the button."""
    need = proposed(cast)
    looked_at = edition_of(need)
    came = while_held(
        lambda: change_need(need=again(need), by=cast.dana, titles=OTHER),
        lambda: publish_need(need=need, by=second, edition=looked_at),
    )
    assert came is MovedOn and not Publication.objects.exists()


def test_a_change_while_it_is_published_waits(cast, second):
    """The author's form was loaded before; publication is written and not yet kept when they save."""
    need = proposed(cast)
    came = while_held(
        lambda: publish_need(need=again(need), by=second, edition=edition_of(need)),
        lambda: change_need(need=need, by=cast.dana, titles=OTHER),
    )
    assert came == "done" and again(need).titles == need.titles
    assert Amendment.objects.waiting().get().values == {"titles": OTHER}


def test_a_waiting_change_that_grows_while_it_is_taken_over_is_not_taken(cast, second):
    need = make_need(cast)
    change_need(need=need, by=cast.dana, hours=3)
    looked_at = edition_of(again(need), Amendment.objects.get())
    came = while_held(
        lambda: change_need(need=need, by=cast.dana, titles=OTHER),
        lambda: publish_need(need=need, by=second, edition=looked_at),
    )
    assert came is MovedOn and again(need).titles == need.titles and Amendment.objects.waiting().exists()


def test_a_change_that_comes_while_the_one_before_is_taken_over_waits_by_itself(cast, second):
    need = make_need(cast)
    change_need(need=need, by=cast.dana, hours=3)
    looked_at = edition_of(again(need), Amendment.objects.get())
    while_held(
        lambda: publish_need(need=again(need), by=second, edition=looked_at),
        lambda: change_need(need=need, by=cast.dana, titles=OTHER),
    )
    assert again(need).titles == need.titles and again(need).hours == 3
    assert Amendment.objects.waiting().get().values == {"titles": OTHER}


def test_what_a_moderator_hides_while_it_is_changed_stays_hidden(cast):
    need = make_need(cast)
    while_held(lambda: again(need).hide(by=cast.esi), lambda: need.change(by=cast.dana, titles=OTHER))
    assert again(need).hidden_at and again(need).version == need.version == 3


def test_sent_back_while_it_is_published_it_stays_public_and_nobody_is_told_otherwise(cast, second):
    need = proposed(cast)
    while_held(
        lambda: publish_need(need=again(need), by=second, edition=edition_of(need)),
        lambda: send_back(need=need, by=cast.esi, reason="Say when."),
    )
    assert again(need).is_published and Proposal.objects.exists()
    assert [notice.kind for notice in cast.dana.notices.all()] == ["opportunities.need_published"]


def test_an_answer_sent_while_the_need_is_hidden_goes_nowhere(cast):
    need = make_need(cast)
    came = while_held(
        lambda: again(need).hide(by=cast.esi),
        lambda: send_answer(need=need, by=cast.amina, message="Hello", language="en", hours_offered=6),
    )
    assert came is MovedOn and not Answer.objects.exists()


def test_whoever_is_first_what_is_public_is_what_was_looked_at(cast, second):
    for _round in range(ROUNDS):
        need = proposed(cast)
        looked_at = edition_of(need)
        came = at_once(
            lambda need=need: change_need(need=need, by=cast.dana, titles=OTHER),
            lambda need=need, edition=looked_at: publish_need(need=again(need), by=second, edition=edition),
        )
        now = again(need)
        assert came[0] == "done" and came[1] in ("done", MovedOn)
        assert now.is_published is (came[1] == "done")
        assert now.titles == (need.titles if now.titles != OTHER else OTHER)
        assert not (now.is_published and now.titles == OTHER)
        assert Amendment.objects.waiting().filter(need=need).exists() is now.is_published


def test_of_ten_authors_of_one_text_one_saves_and_nine_are_told(cast):
    need = make_need(cast, published=False)
    looked_at = edition_of(need)
    came = at_once(*[
        lambda hours=hours: change_need(need=again(need), by=cast.dana, edition=looked_at, hours=hours)
        for hours in range(1, 11)
    ])  # fmt: skip
    assert sorted(map(str, came)) == sorted(["done", *[str(MovedOn)] * 9])
    assert again(need).version == 2 and Record.objects.filter(verb="opportunities.need_changed").count() == 1


def test_ten_verbs_at_once_are_ten_versions(cast):
    """Cards and pages are kept by version: two states of a need never share one."""
    need = make_need(cast)
    verbs = [lambda: again(need).change(by=cast.dana, hours=3), lambda: again(need).hide(by=cast.esi),
             lambda: again(need).show(by=cast.esi), lambda: again(need).close(by=cast.dana),
             lambda: need.change(by=cast.dana, hours=4)] * 2  # fmt: skip
    assert set(at_once(*verbs)) == {"done"}
    assert again(need).version == 1 + 9, "closing twice is once"
