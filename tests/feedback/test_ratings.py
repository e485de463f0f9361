"""The satisfaction question: under a signed address, once, changeable for two weeks; figures without small cells."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from rootbridge.base.core.figures import Period, Scope
from rootbridge.shared.feedback import ratings
from rootbridge.shared.feedback.models import Rating
from tests.feedback.test_feedback import reader

KIND = "test.case"
YEAR = Period(date(2020, 1, 1), date(2100, 1, 1))


class Case:
    def __init__(self, number):
        self.number = number


@pytest.fixture
def case(db, monkeypatch):
    monkeypatch.setattr(ratings.rated, "_entries", dict(ratings.rated._entries))
    ratings.add_rated(ratings.Rated(
        KIND, find=lambda number: Case(number) if number < 100 else None, title=lambda case: f"Case {case.number}",
        person=lambda case: f"asker{case.number % 12}@example.org", group=lambda case: "desk",
        place_path=lambda case: "MD/MD-OR/",
    ))  # fmt: skip


def test_whoever_asked_rates_once_and_may_change_it(case):
    address = ratings.address_of(KIND, 7)
    assert "Case 7" in reader().get(address).content.decode()
    assert reader().post(address, {"score": "5", "words": "Quick"}).status_code == 302
    assert reader().post(address, {"score": "2", "words": "It broke again"}).status_code == 302
    kept = Rating.objects.get()
    assert (kept.score, kept.words, kept.group, kept.place_path) == (2, "It broke again", "desk", "MD/MD-OR/")
    assert "example.org" not in kept.rater
    assert ratings.box_for(KIND, 7).given == 2


def test_after_two_weeks_it_stays(case):
    address = ratings.address_of(KIND, 7)
    reader().post(address, {"score": "5"})
    Rating.objects.update(given_on=timezone.localdate() - timedelta(days=15))
    assert reader().post(address, {"score": "1"}).status_code == 422
    assert Rating.objects.get().score == 5
    assert not ratings.box_for(KIND, 7).may_change


@pytest.mark.parametrize("score", ["", "0", "6", "x", "٣"])
def test_there_are_five_scores(case, score):
    assert reader().post(ratings.address_of(KIND, 7), {"score": score}).status_code == 422
    assert not Rating.objects.exists()


@pytest.mark.parametrize("token", ["x", "W10", "a:b:c", "é"])
def test_a_forged_address_is_not_here(case, token):
    assert reader().get(f"/en/feedback/rating/{token}/").status_code == 404


def test_a_thing_that_is_gone_is_not_rated(case):
    assert reader().get(ratings.address_of(KIND, 100)).status_code == 404
    assert ratings.box_for(KIND, 100) is None
    assert ratings.box_for("no.such", 1) is None


def test_figures_count_persons(case):
    for number in range(24):
        reader().post(ratings.address_of(KIND, number), {"score": "4" if number % 2 else "5"})
    average, count = ratings.average_of(KIND, YEAR, Scope()), ratings.count_of(KIND, YEAR, Scope(path="MD/MD-OR/"))
    assert (average.value, average.people) == (4.5, 12)
    assert (count.value, count.people) == (24, 12)
    assert ratings.count_of(KIND, YEAR, Scope(path="MD/MD-SO/")).value == 0
    assert ratings.count_of(KIND, YEAR, Scope(), group="another").value == 0
