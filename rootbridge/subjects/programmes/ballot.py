"""What reviewers scored, put together: an average for each criterion and for the whole, and how far they lie apart."""

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import mean

from .models import Score


@dataclass(frozen=True)
class Line:
    """One criterion: ``average``, ``least``, ``most`` in its own points; ``said``: [(reviewer, points, words)]."""

    criterion: object
    average: float
    least: int
    most: int
    said: list[tuple]


@dataclass(frozen=True)
class Ballot:
    """``votes``: [(assignment, percent of all points)]; ``average`` of them, ``spread``: between highest and lowest."""

    lines: list[Line]
    votes: list[tuple]

    @property
    def average(self) -> float | None:
        return mean(percent for _one, percent in self.votes) if self.votes else None

    @property
    def spread(self) -> float | None:
        percents = [percent for _one, percent in self.votes]
        return max(percents) - min(percents) if percents else None


def count(assignments: Iterable) -> Ballot:
    """Of reviews that were sent. One query. ``assignments``: with their reviewer."""
    sent = {one.pk: one for one in assignments if one.sent_at}
    rows = Score.objects.filter(assignment__in=sent, points__isnull=False).select_related("criterion")
    by_criterion, by_vote = {}, {}
    for row in rows.order_by("criterion__order", "criterion__pk", "assignment"):
        by_criterion.setdefault(row.criterion, []).append(row)
        by_vote.setdefault(row.assignment_id, []).append(row)
    lines = [_line(criterion, some, sent) for criterion, some in by_criterion.items()]
    return Ballot(lines, [(sent[number], _percent(some)) for number, some in by_vote.items()])


def _line(criterion, rows, sent) -> Line:
    points = [row.points for row in rows]
    said = [(sent[row.assignment_id].reviewer.short_name, row.points, row.words) for row in rows]
    return Line(criterion, mean(points), min(points), max(points), said)


def _percent(rows) -> float:
    """Each criterion by its weight."""
    weights = sum(row.criterion.weight for row in rows)
    return 100 * sum(row.points / row.criterion.scale * row.criterion.weight for row in rows) / weights


def averages(applications) -> dict[int, tuple]:
    """{application: (average, spread, how many reviews)} of many at once. Two queries."""
    found = {}
    numbers = [one.pk for one in applications]
    rows = Score.objects.filter(
        assignment__application__in=numbers, assignment__sent_at__isnull=False, assignment__ended_at=None,
        assignment__has_conflict=False, points__isnull=False,
    ).select_related("criterion", "assignment")  # fmt: skip
    by_vote = {}
    for row in rows:
        by_vote.setdefault((row.assignment.application_id, row.assignment_id), []).append(row)
    for (number, _vote), some in by_vote.items():
        found.setdefault(number, []).append(_percent(some))
    return {number: (mean(votes), max(votes) - min(votes), len(votes)) for number, votes in found.items()}
