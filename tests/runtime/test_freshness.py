"""An edit is seen within a second, and a lost database makes the cache step aside."""

import time

import pytest
from django.db import connection, transaction

from rootbridge.base.core import versions
from rootbridge.base.runtime.freshness import Freshness
from rootbridge.base.runtime.front import watch_parameters

pytestmark = pytest.mark.faults
SECOND = 1.0


@pytest.fixture
def freshness(transactional_db):
    return Freshness(watch_parameters)


def within(seconds: float, condition) -> bool:
    until = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > until:
            return False
        time.sleep(0.005)
    return True


def ready(freshness) -> tuple[int, int]:
    assert within(10, lambda: freshness.version() is not None)
    return freshness.version()


def test_it_knows_nothing_at_first_and_soon_the_version(freshness):
    assert freshness.version() is None
    epoch, number = ready(freshness)
    assert (epoch, number) == (1, versions.number())


def test_it_sees_a_change_within_a_second(freshness):
    before = ready(freshness)
    with transaction.atomic():
        versions.changed()
    assert within(SECOND, lambda: freshness.version() not in (None, before))
    assert freshness.version() == (before[0], before[1] + 1)


def test_it_sees_a_change_whose_nudge_was_lost(freshness):
    before = ready(freshness)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE core_contentversion SET number = number + 5")
    assert within(SECOND, lambda: freshness.version() not in (None, before))


def test_it_knows_nothing_while_the_line_is_cut_and_counts_anew_after(freshness):
    before = ready(freshness)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE application_name = 'rootbridge freshness' AND datname = current_database()"
        )
    assert within(SECOND, lambda: freshness.version() is None)
    assert ready(freshness) == (before[0] + 1, before[1])


def test_it_trusts_no_reading_that_is_old(freshness, monkeypatch):
    ready(freshness)
    later = time.monotonic() + 5
    monkeypatch.setattr("rootbridge.base.runtime.freshness.time.monotonic", lambda: later)
    assert freshness.version() is None


def test_it_rests_without_visitors_and_wakes_for_one(freshness, monkeypatch):
    monkeypatch.setattr("rootbridge.base.runtime.freshness.DROWSY", 0.1)
    ready(freshness)
    time.sleep(1.2)
    assert not freshness._wake.is_set()
    assert freshness.version() is None
    ready(freshness)
