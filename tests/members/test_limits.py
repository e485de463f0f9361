"""The limits on sign-in, counted in the very table that a platform counts in: nobody else's traffic lifts them."""

from datetime import timedelta

import pytest
from allauth.core.internal import ratelimit
from allauth.mfa.totp.internal import auth as totp
from django.contrib.auth.models import AnonymousUser
from django.core.cache import caches
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from rootbridge.base.core.counters import Counters
from rootbridge.base.core.retention import clear_outdated
from rootbridge.people.members import doorkeeper, limits

FLOOD = """
INSERT INTO core_cache (cache_key, value, expires)
SELECT md5(n::text), 'gASvLg==', now() + interval '1 day' FROM generate_series(1, 5000) n
"""


@pytest.fixture
def counters(db, monkeypatch):
    """The cache as it is shipped, and allauth counting in it."""
    shipped = caches["shipped"]
    for module in (ratelimit, totp):
        monkeypatch.setattr(module, "cache", shipped)
    return shipped


def request_from(ip):
    request = RequestFactory().post("/", REMOTE_ADDR=ip)
    request.user = AnonymousUser()
    return request


def asked(address, networks, ask=doorkeeper.let_ask) -> int:
    """How many of these networks got a code for the address."""
    got = 0
    for ip in networks:
        try:
            ask(request_from(ip), address)
            got += 1
        except limits.TooMany:
            pass
    return got


def rows() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM core_cache")
        return cursor.fetchone()[0]


def test_the_platform_counts_in_its_database(counters):
    assert isinstance(counters, Counters)
    assert asked("a@example.org", ["10.0.0.1"]) == 1
    assert rows()


def test_other_people_who_sign_in_lift_no_limit(counters):
    assert asked("victim@example.org", [f"10.0.{n}.1" for n in range(32)]) == 30
    for n in range(110):
        asked(f"somebody{n}@example.org", [f"172.16.{n}.1"])
    assert asked("victim@example.org", [f"10.1.{n}.1" for n in range(5)]) == 0


def test_a_second_factor_cannot_be_guessed_while_others_sign_in(counters):
    limit = {"login_failed": "5/300s/key"}
    tries = [ratelimit.consume(request_from("10.0.0.1"), app="account", action="login_failed", config=limit, key="x")
             for _try in range(6)]  # fmt: skip
    assert [bool(one) for one in tries] == [True] * 5 + [False]
    with connection.cursor() as cursor:
        cursor.execute(FLOOD)
    asked("somebody@example.org", ["10.9.9.9"])
    assert not ratelimit.consume(request_from("10.0.0.1"), app="account", action="login_failed", config=limit, key="x")


def test_a_flood_of_strangers_makes_it_no_slower(counters):
    """The same statements, each of which finds its row by the key."""
    asked("before@example.org", ["10.0.0.1"])
    with CaptureQueriesContext(connection) as quiet:
        asked("one@example.org", ["10.0.1.1"])
    with connection.cursor() as cursor:
        cursor.execute(FLOOD)
    with CaptureQueriesContext(connection) as flooded:
        asked("two@example.org", ["10.0.2.1"])
    assert len(flooded) == len(quiet)
    assert all("cache_key" in query["sql"] and "COUNT" not in query["sql"] for query in flooded)


def test_what_is_over_goes_once_a_day_and_nothing_else(counters):
    counters.set("short", 1, 60)
    counters.set("long", 1, 3600)
    counters.set("always", 1, None)
    clear_outdated(timezone.now() + timedelta(minutes=10))
    assert (rows(), counters.get("long"), counters.get("always")) == (2, 1, 1)


def test_it_is_a_whole_cache(counters):
    assert counters.add("key", "first", 60)
    assert not counters.add("key", "second", 60)
    assert counters.get("key") == "first"
    counters.set("key", "third", 60)
    assert counters.get("key") == "third"
    assert counters.touch("key", -1)
    assert not counters.touch("nothing", 60)
    assert counters.add("key", "after its time", 60)
    assert counters.get("key") == "after its time"
    assert counters.delete("key")
    assert counters.get("key") is None
