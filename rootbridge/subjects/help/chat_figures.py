"""What is counted of talks: how many came, were taken, in time, how long people waited, how many became questions."""

from datetime import timedelta
from statistics import median

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, F, Q, Value
from django.db.models.functions import Coalesce, Lower, NullIf

from rootbridge.base.core.figures import Figure

from .models import Chat

MINUTE = timedelta(minutes=1)


def _begun(period, scope):
    """Talks begun in a period, with offices of a place, by people who live in a country."""
    rows = Chat.objects.filter(
        asked_at__date__range=(period.start, period.end), office__place__path__startswith=scope.path
    )
    return rows.filter(living=scope.residence) if scope.residence else rows


def _sums(rows, **more) -> dict:
    """{"number", "people"} and whatever ``more`` asks for. Different persons are told by their address or, without one,
    their network; whoever cannot be told apart is left out, so that a figure is rather hidden than shown. One query."""
    who = Coalesce(Lower("member__email"), Lower(NullIf("email", Value(""))), NullIf("source", Value("")))
    return rows.annotate(who=who).aggregate(number=Count("pk"), people=Count("who", distinct=True), **more)


def chats_begun(period, scope):
    sums = _sums(_begun(period, scope))
    return Figure(value=sums["number"], people=sums["people"])


def chats_taken(period, scope):
    sums = _sums(_begun(period, scope).filter(taken_at__isnull=False))
    return Figure(value=sums["number"], people=sums["people"])


def in_time(period, scope):
    """Of a hundred talks, how many somebody took within the promised wait."""
    sums = _sums(_begun(period, scope), taken=Count("pk", filter=Q(taken_at__lte=F("promised_at"))))
    share = round(100 * sums["taken"] / sums["number"]) if sums["number"] else None
    return Figure(value=share, people=sums["people"])


def usual_wait(period, scope):
    """Median wait until somebody came, in whole minutes."""
    waits = ArrayAgg(F("taken_at") - F("asked_at"))
    sums = _sums(_begun(period, scope).filter(taken_at__isnull=False), waits=waits)
    return Figure(value=round(median(sums["waits"]) / MINUTE) if sums["waits"] else None, people=sums["people"])


def became_questions(period, scope):
    sums = _sums(_begun(period, scope).filter(question__isnull=False))
    return Figure(value=sums["number"], people=sums["people"])
