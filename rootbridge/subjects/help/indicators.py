"""What is counted of questions: how many came, were answered, in time, and how long the first reply took."""

from statistics import median

from django.db.models import F
from django.db.models.functions import TruncDate
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.figures import Figure, Indicator, indicators
from rootbridge.shared.translation.indicators import share_current

from .models import PublishedAnswer, Question

HOURS = 3600


def _asked(period, scope):
    """Questions asked in a period, to offices of a place, by people who live in a country."""
    rows = Question.objects.filter(
        asked_at__date__range=(period.start, period.end), office__place__path__startswith=scope.path
    )
    return rows.filter(living=scope.residence) if scope.residence else rows


def questions_asked(period, scope):
    number = _asked(period, scope).count()
    return Figure(value=number, people=number)


def questions_answered(period, scope):
    number = _asked(period, scope).answered().count()
    return Figure(value=number, people=number)


def answered_in_time(period, scope):
    """Of a hundred answered questions, how many had their reply by the day promised."""
    rows = _asked(period, scope).answered().annotate(replied_on=TruncDate("reply__at"))
    all_, in_time = rows.count(), rows.filter(replied_on__lte=F("due_on")).count()
    return Figure(value=round(100 * in_time / all_) if all_ else None, people=all_)


def median_reply(period, scope):
    """Median time to the first reply, in days with one decimal."""
    waits = [
        (replied - asked).total_seconds() / HOURS / 24
        for asked, replied in _asked(period, scope).answered().values_list("asked_at", "reply__at")
    ]
    return Figure(value=round(median(waits), 1) if waits else None, people=len(waits))


def answers_current(period, scope):
    return share_current(PublishedAnswer, period, scope)


_half = _("Until the first reply; half waited less.")
for key, title, unit, compute, order, note in (
    ("help.asked", _("Questions asked"), _("questions"), questions_asked, 30, ""),
    ("help.answered", _("Questions answered"), _("questions"), questions_answered, 31, ""),
    ("help.in_time", _("Questions answered by the day promised"), _("of a hundred"), answered_in_time, 32, ""),
    ("help.median", _("Usual wait after a question"), _("days"), median_reply, 33, _half),
    ("help.current", _("Answers checked in time"), _("of a hundred"), answers_current, 51, ""),
):
    indicators.add(key, Indicator(key, title, unit, compute, part="help", order=order, note=note))
