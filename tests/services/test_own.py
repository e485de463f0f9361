"""Guides on the front page and on a member's own page; what is counted of them."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from rootbridge.base.core.bearings import Bearings
from rootbridge.base.core.figures import Period, Scope, indicators
from rootbridge.base.core.queue import queue_sources
from rootbridge.shared.translation.models import Submission
from rootbridge.subjects.services.own import guides_for, often_asked
from tests.translation.factories import make_guide


@pytest.fixture
def guides(cast):
    old = timezone.localdate() - timedelta(days=300)
    return {
        "italy": make_guide(cast, slug="italy", residence=["IT"]),
        "germany": make_guide(cast, slug="germany", residence=["DE"]),
        "health": make_guide(cast, slug="health", topic="health"),
        "return": make_guide(cast, slug="return", topic="return", stages=["returning", "abroad"]),
        "old": make_guide(cast, slug="old", checked_on=old, place=cast.places["MD-OR"]),
    }


def slugs(found):
    return [guide.slug for guide in found]


def test_the_own_country_and_the_topics_named_come_first(guides, django_assert_num_queries):
    with django_assert_num_queries(1):
        found = guides_for(Bearings("IT", "abroad"), ["health"], "en", limit=3)
    assert slugs(found) == ["italy", "health", "return"]
    assert "germany" not in slugs(guides_for(Bearings("IT"), language="en", limit=9))
    assert slugs(guides_for(Bearings("IT", "returning"), language="en", limit=9)) == ["return"]
    assert "old" not in slugs(guides_for(Bearings(), language="en", limit=9)), "past its check"


def test_often_asked_keeps_its_order(guides, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert slugs(often_asked(["health", "nothing", "old", "italy"], "ro")) == ["health", "italy"]


def test_how_many_are_checked_in_time(guides):
    today = timezone.localdate()
    current = indicators.get("services.current")
    period = Period(today - timedelta(days=30), today)
    assert current.compute(period, Scope()).value == 80
    assert current.compute(period, Scope(path="MD/MD-OR/")).value == 0
    assert current.compute(period, Scope(path="MD/MD-SO/")).value is None
    assert current.compute(Period(date(2000, 1, 1), date(2000, 1, 2)), Scope()).value == 100


def test_a_check_overdue_waits_at_the_editor_of_its_region_only(cast, guides):
    source = queue_sources.get("services.guide")
    assert [row.title for row in source.rows(cast.dana)] == [str(guides["old"])]
    row = next(iter(source.rows(cast.esi)))
    assert row.due < timezone.now()
    assert row.url == f"/manage/texts/services.guide/{guides['old'].pk}/"
    assert not list(source.rows(cast.amina))
    assert not list(source.rows(cast.bilal))


def test_a_draft_waits_for_a_second_pair_of_eyes(cast, guides):
    ours = make_guide(cast, slug="ours", place=cast.places["MD-OR"])
    ours.title = "Mai bine"
    ours.save_revision(user=cast.dana)

    def kinds_for(person):
        return [row.kind_words for row in queue_sources.get("services.guide").rows(person)]

    assert "To approve" not in kinds_for(cast.esi)
    Submission.send(ours, by=cast.dana)
    assert "To approve" in kinds_for(cast.esi)
    assert "To approve" not in kinds_for(cast.dana)
