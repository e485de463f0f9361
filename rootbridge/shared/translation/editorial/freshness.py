"""How fresh each section is: a score from 0 to 100, kept once a day so that it has a past.

Each public thing inside its check counts 100, half of it where nobody looks after it; one past its check counts 0. The
score of a section is the mean.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from rootbridge.base.core.chores import add_chore
from rootbridge.base.core.sections import Checked, Section, sections

from ..models import PUBLISHERS, FreshnessDay
from .reviewing import AHEAD

# The score is compared with that of so many days ago, or the first day there is.
TREND = 30
# Regions are kept apart down to this step of a path: "MD/MD-OR/".
DEPTH = 2
KEPT = timedelta(days=731)
_kept: dict[str, object] = {"on": None}


@dataclass(frozen=True)
class Freshness:
    """``due``: within two weeks, counted among ``current`` too; ``score``: None where there is nothing public."""

    section: Section
    current: int
    due: int
    past: int
    ownerless: int
    score: int | None
    before: int | None = None

    @property
    def total(self) -> int:
        return self.current + self.past

    @property
    def trend(self) -> int | None:
        """Points gained or lost since a month ago."""
        return None if self.before is None or self.score is None else self.score - self.before


def freshness_of(section: Section, things: Iterable[Checked], today: date, before: int | None = None) -> Freshness:
    things = list(things)
    past = [thing for thing in things if thing.review_on < today]
    current = [thing for thing in things if thing.review_on >= today]
    due = sum(thing.review_on <= today + AHEAD for thing in current)
    points = sum(100 if thing.has_owner else 50 for thing in current)
    score = round(points / len(things)) if things else None
    ownerless = sum(not thing.has_owner for thing in things)
    return Freshness(section, len(current), due, len(past), ownerless, score, before)


def freshness_for(paths: Iterable[str] | None, today: date) -> list[Freshness]:
    """Every section, the stalest first; ``paths``: of the places that count, None for everywhere."""
    paths = None if paths is None else tuple(paths)
    past = _before(paths[0] if paths and len(paths) == 1 else "" if paths is None else None, today)
    found = []
    for section in sections:
        things = [thing for thing in section.things() if paths is None or thing.path.startswith(paths)]
        found.append(freshness_of(section, things, today, past.get(section.key)))
    return sorted(found, key=lambda one: (one.score is None, one.score if one.score is not None else 0))


def paths_of(user) -> list[str] | None:
    """The places whose texts a user publishes; None for everywhere."""
    scopes = [scope for scope in user.reach.scopes if scope.kind in PUBLISHERS]
    if any(scope.is_everywhere for scope in scopes):
        return None
    return sorted({scope.path for scope in scopes if scope.path})


def overall(found: Iterable[Freshness]) -> int | None:
    """The score of all sections together, each thing counted once."""
    scored = [one for one in found if one.total]
    total = sum(one.total for one in scored)
    return round(sum(one.score * one.total for one in scored) / total) if total else None


def _before(path: str | None, today: date) -> dict[str, int]:
    """{section: its score a month ago, or on the first day that was kept}; nothing where only one day was."""
    if path is None:
        return {}
    known = FreshnessDay.objects.filter(path=path, day__lt=today, day__gte=today - timedelta(days=TREND))
    return dict(known.order_by("section", "day").distinct("section").values_list("section", "score"))


def keep_scores(now) -> int:
    """Once a day: the score of every section, everywhere and for each region. How many were kept."""
    today = timezone.localdate(now)
    if _kept["on"] == today:
        return 0
    rows = []
    for section in sections:
        regions = defaultdict(list)
        for thing in section.things():
            regions[""].append(thing)
            region = "/".join(thing.path.split("/")[:DEPTH]) + "/"
            if thing.path.startswith(region):
                regions[region].append(thing)
        for path, things in regions.items():
            score = freshness_of(section, things, today).score
            rows.append(FreshnessDay(section=section.key, path=path, day=today, score=score))
    FreshnessDay.objects.bulk_create(rows, ignore_conflicts=True)
    FreshnessDay.objects.filter(day__lt=today - KEPT).delete()
    _kept["on"] = today
    return len(rows)


add_chore("translation.freshness", keep_scores)
