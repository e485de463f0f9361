"""What is counted of talks: how many came, were taken, in time, how long people waited, how many became questions."""

from datetime import timedelta
from statistics import median

from django.db.models import Count, F, Value
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


def _people(rows) -> int:
    """How many different persons, by their address or, without one, their network; whoever cannot be told apart is left
    out, so that a figure is rather hidden than shown."""
    who = Coalesce(Lower("member__email"), Lower(NullIf("email", Value(""))), NullIf("source", Value("")))
    return rows.annotate(who=who).aggregate(people=Count("who", distinct=True))["people"]


def chats_begun(period, scope):
    rows = _begun(period, scope)
    return Figure(value=rows.count(), people=_people(rows))


def chats_taken(period, scope):
    rows = _begun(period, scope).filter(taken_at__isnull=False)
    return Figure(value=rows.count(), people=_people(rows))


def in_time(period, scope):
    """Of a hundred talks, how many somebody took within the promised wait."""
    rows = _begun(period, scope)
    all_, taken = rows.count(), rows.filter(taken_at__lte=F("promised_at")).count()
    return Figure(value=round(100 * taken / all_) if all_ else None, people=_people(rows))


def usual_wait(period, scope):
    """Median wait until somebody came, in whole minutes."""
    rows = _begun(period, scope).filter(taken_at__isnull=False)
    waits = [taken - asked for asked, taken in rows.values_list("asked_at", "taken_at")]
    return Figure(value=round(median(waits) / MINUTE) if waits else None, people=_people(rows))


def became_questions(period, scope):
    rows = _begun(period, scope).filter(question__isnull=False)
    return Figure(value=rows.count(), people=_people(rows))
