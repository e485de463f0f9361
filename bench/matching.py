"""Matching over SQL: needs for a person, beside the plain list of the same needs."""

import statistics
import time

from django.utils import timezone

from rootbridge.bridges.matching.matches import needs_for
from rootbridge.people.members.models import Member
from rootbridge.subjects.opportunities.models import Need

PEOPLE, ROUNDS = 60, 3


def measures():
    day = timezone.localdate()
    members = list(Member.objects.select_related("home", "living").order_by("pk")[:PEOPLE])
    matched = _median(lambda member: needs_for(member, day=day, language="ro", limit=6), members)
    listed = _median(lambda member: list(Need.objects.open_on(day).for_cards().order_by("answer_by")[:6]), members)
    yield {"name": "matching.person", "value": round(matched * 1000, 2), "unit": "ms", "ratio_to": ""}
    yield {
        "name": "matching.ratio",
        "value": round(matched / listed, 2),
        "unit": "x",
        "ratio_to": "the six nearest needs",
    }


def _median(find, members) -> float:
    """Seconds of wall time for one person."""
    times = []
    for _round in range(ROUNDS):
        for member in members:
            begun = time.perf_counter()
            find(member)
            times.append(time.perf_counter() - begun)
    return statistics.median(times)
