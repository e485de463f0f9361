"""What is counted of questions: how many came, were answered, in time, and how long the first reply took."""

from statistics import median

from django.db.models import Count, F, Value
from django.db.models.functions import Coalesce, Lower, NullIf, TruncDate
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.figures import Figure, Indicator, indicators
from rootbridge.shared.translation.indicators import share_current

from . import chat_figures
from .models import PublishedAnswer, Question

HOURS = 3600


def _asked(period, scope):
    """Questions asked in a period, to offices of a place, by people who live in a country."""
    rows = Question.objects.filter(
        asked_at__date__range=(period.start, period.end), office__place__path__startswith=scope.path
    )
    return rows.filter(living=scope.residence) if scope.residence else rows


def _replied(period, scope):
    return _asked(period, scope).filter(first_reply_at__isnull=False)


def _people(rows) -> int:
    """How many different persons asked, by their address; whoever erased their account cannot be told apart any more
    and is left out, so that a figure is rather hidden than shown."""
    address = Coalesce("member__email", NullIf("email", Value("")))
    return rows.annotate(address=Lower(address)).aggregate(people=Count("address", distinct=True))["people"]


def questions_asked(period, scope):
    rows = _asked(period, scope)
    return Figure(value=rows.count(), people=_people(rows))


def questions_answered(period, scope):
    rows = _replied(period, scope)
    return Figure(value=rows.count(), people=_people(rows))


def answered_in_time(period, scope):
    """Of a hundred answered questions, how many had their reply by the day promised."""
    rows = _replied(period, scope).annotate(replied_on=TruncDate("first_reply_at"))
    all_, in_time = rows.count(), rows.filter(replied_on__lte=F("due_on")).count()
    return Figure(value=round(100 * in_time / all_) if all_ else None, people=_people(rows))


def median_reply(period, scope):
    """Median time to the first reply, in days with one decimal."""
    rows = _replied(period, scope)
    waits = [
        (replied - asked).total_seconds() / HOURS / 24
        for asked, replied in rows.values_list("asked_at", "first_reply_at")
    ]
    return Figure(value=round(median(waits), 1) if waits else None, people=_people(rows))


def answers_current(period, scope):
    return share_current(PublishedAnswer, period, scope)


_half_chats = _("Until somebody of the desk came; half waited less.")
_half = _("Until the first reply; half waited less.")
for key, title, unit, compute, order, note in (
    ("help.asked", _("Questions asked"), _("questions"), questions_asked, 30, ""),
    ("help.answered", _("Questions answered"), _("questions"), questions_answered, 31, ""),
    ("help.in_time", _("Questions answered by the day promised"), _("of a hundred"), answered_in_time, 32, ""),
    ("help.median", _("Usual wait after a question"), _("days"), median_reply, 33, _half),
    ("help.chats", _("Talks begun"), _("talks"), chat_figures.chats_begun, 34, ""),
    ("help.chats_taken", _("Talks that somebody took"), _("talks"), chat_figures.chats_taken, 35, ""),
    ("help.chats_in_time", _("Talks taken within the promised wait"), _("of a hundred"), chat_figures.in_time, 36, ""),
    ("help.chats_wait", _("Usual wait for somebody to come"), _("minutes"), chat_figures.usual_wait, 37, _half_chats),
    ("help.chats_questions", _("Talks that became questions"), _("talks"), chat_figures.became_questions, 38, ""),
    ("help.current", _("Answers checked in time"), _("of a hundred"), answers_current, 51, ""),
):
    indicators.add(key, Indicator(key, title, unit, compute, part="help", order=order, note=note))
