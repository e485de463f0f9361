"""Two hands at once: money is never given twice, and what comes while a call closes is late."""

import threading
import time
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from rootbridge.subjects.programmes.models import Call, NotOpen, OverSpent, decision
from rootbridge.subjects.programmes.models.call import CallQuerySet
from tests.programmes.factories import clerk, draft, enter, make_call, make_programme, propose, send

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True)]
WAITS = 3


def at_once(*deeds) -> list:
    """What each came to: its value, or the error it ended with."""
    came = [None] * len(deeds)

    def do(place, deed):
        try:
            came[place] = deed()
        except Exception as error:
            came[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=do, args=pair) for pair in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return came


@pytest.fixture
def two(cast, monkeypatch):
    """Two proposed grants of 200,000 each in a call that has 300,000; whoever has counted waits for the other."""
    call = make_call(make_programme(cast), cast, budget=300_000)
    handler, second = clerk(cast), clerk(cast, "Sven Second")
    waiting = [propose(enter(send(call, member), "decide", handler), handler) for member in (cast.amina, cast.chidi)]
    barrier, plain = threading.Barrier(2), decision.keep_within

    def counted(call, amount):
        plain(call, amount)
        try:
            barrier.wait(WAITS)
        except threading.BrokenBarrierError:
            return

    monkeypatch.setattr(decision, "keep_within", counted)
    return call, waiting, second


def test_two_grants_at_once_never_give_more_than_is_left(two):
    call, waiting, second = two
    came = at_once(*[lambda one=one: one.confirm(by=second) for one in waiting])
    assert sorted(type(one) for one in came if isinstance(one, Exception)) == [OverSpent]
    assert call.money().left == 100_000


def test_without_the_lock_they_would(two, monkeypatch):
    call, waiting, second = two
    monkeypatch.setattr(
        CallQuerySet, "locked", lambda rows, number: rows.select_related("programme__place").get(pk=number)
    )
    came = at_once(*[lambda one=one: one.confirm(by=second) for one in waiting])
    assert not [one for one in came if isinstance(one, Exception)]
    assert call.money().left == -100_000


def test_what_comes_while_the_call_closes_is_late(cast):
    call = make_call(make_programme(cast), cast)
    mine, came = draft(call, cast.amina), []
    with transaction.atomic():
        Call.objects.locked(call.pk)
        sending = threading.Thread(
            target=lambda: came.extend(at_once(lambda: mine.send(by=cast.amina, is_complete=lambda row: True)))
        )
        sending.start()
        time.sleep(0.3)
        Call.objects.filter(pk=call.pk).update(closes_at=timezone.now() - timedelta(seconds=1))
    sending.join()
    assert isinstance(came[0], NotOpen)
    mine.refresh_from_db()
    assert mine.is_draft
