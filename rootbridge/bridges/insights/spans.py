"""The times that figures are told for: twelve months each, side by side, so that none can be taken from another."""

from dataclasses import dataclass
from datetime import date, timedelta

from rootbridge.base.core.figures import Period

NEWEST, BEFORE = "", "before"


@dataclass(frozen=True)
class Span:
    """``whole``: up to today, for the sums of everything; ``settled``: up to the end of a week, for all that tells
    people apart, so that nobody sees from one day to the next what the newest member said of themselves."""

    key: str
    whole: Period
    settled: Period


def spans(today: date) -> dict[str, Span]:
    """The last twelve months with the days since, and the twelve months before."""
    month, sunday = today.replace(day=1), today - timedelta(days=today.isoweekday())
    start, before = month.replace(year=month.year - 1), month.replace(year=month.year - 2)
    past = Period(before, start - timedelta(days=1))
    return {
        NEWEST: Span(NEWEST, Period(start, today), Period(start, sunday)),
        BEFORE: Span(BEFORE, past, past),
    }
