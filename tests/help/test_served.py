"""How many were served by a page: from counts alone."""

from datetime import timedelta

import pytest
from django.utils import timezone

from rootbridge.base.core.figures import Period, Scope, indicators
from rootbridge.bridges.search.models import Miss
from rootbridge.subjects.help.models import Question, Serving


@pytest.fixture
def period():
    today = timezone.localdate()
    return Period(today - timedelta(days=30), today)


def figure(key, period, scope=None):
    return indicators.get(key).compute(period, scope or Scope())


def ask(cast, number):
    for one in range(number):
        Question.ask(
            office=cast.bureau, words=f"Where do I go? {one}", language="en", email=f"p{one}@example.org", topic="car"
        )


def test_the_share_is_of_those_who_came_to_ask(cast, period):
    assert figure("help.self_served", period).value is None
    ask(cast, 2)
    for _time in range(6):
        Serving.add("enough", "en")
    Serving.add("enough", "ro")
    Serving.add("opened", "ro")
    found = figure("help.self_served", period)
    assert found.value == 78, "7 of 9"
    assert found.people == 2, "the smaller side, so that small figures stay hidden"
    assert figure("help.opened", period).value == 1


def test_what_lies_outside_the_period_does_not_count(cast, period):
    ask(cast, 1)
    Serving.objects.create(day=period.start - timedelta(days=1), language="en", what="enough", count=50)
    assert figure("help.self_served", period).value == 0


def test_it_is_told_of_the_whole_platform_only(cast, period):
    Serving.add("enough", "en")
    Miss.add("xyzzy", "en")
    for key in ("help.self_served", "help.opened", "search.misses"):
        assert figure(key, period, Scope("MD/MD-OR/")).value is None
        assert indicators.get(key).is_whole
    assert indicators.get("help.self_served").note


def test_searches_that_found_nothing_are_counted(db, period):
    for _time in range(3):
        Miss.add("xyzzy", "en")
    Miss.add("plugh", "ro")
    assert figure("search.misses", period).value == 4


def test_each_search_in_vain_is_counted_though_pages_are_kept(cast, client):
    answer = client.get("/en/search/?q=xyzzy")
    assert "no-store" in answer["Cache-Control"]
