"""What is counted of questions: how many came, were answered, in time, and how long the first reply took."""

from collections.abc import Callable
from statistics import median

from django.db.models import Count, F, Value
from django.db.models.functions import Coalesce, Lower, NullIf, TruncDate
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.figures import Figure, Indicator, Scope, indicators
from rootbridge.shared.feedback.ratings import indicators_of
from rootbridge.shared.translation.indicators import share_current

from . import chat_figures
from .case_figures import ninth
from .models import Channel, PublishedAnswer, Question, Serving
from .models.answering import CASE
from .models.serving import What

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
    """Those that an answer closed and nobody has opened again."""
    rows = _asked(period, scope).answered()
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


def self_served(period, scope):
    """Of a hundred who came to ask, how many said that a published answer was enough: "this answers it" beside
    questions sent by the form. Counted by day without following anybody, for the whole platform only; who leaves
    without a word is not counted, so it is rather too low. ``people``: the smaller side, so that neither is told
    while it is small."""
    if scope != Scope():
        return Figure()
    enough = Serving.objects.within(period).times(What.ENOUGH)
    asked = _asked(period, scope).filter(channel=Channel.FORM)
    number = asked.count()
    share = round(100 * enough / (enough + number)) if enough + number else None
    return Figure(value=share, people=min(enough, _people(asked)))


def opened_while_asking(period, scope):
    """How often an answer was opened from the form that asks a desk."""
    return Figure(value=Serving.objects.within(period).times(What.OPENED)) if scope == Scope() else Figure()


def wait_measure(measure: Callable, end: str) -> Callable:
    """An indicator: ``measure`` of the days until the first reply ("first_reply_at") or the answer ("closed_at")."""

    def compute(period, scope):
        rows = _asked(period, scope)
        rows = (rows.answered() if end == "closed_at" else rows).with_office().exclude(**{end: None})
        waits = [(done - asked).total_seconds() / HOURS / 24 for asked, done in rows.values_list("asked_at", end)]
        return Figure(value=round(measure(waits), 1) if waits else None, people=_people(rows))

    return compute


def answers_current(period, scope):
    return share_current(PublishedAnswer, period, scope)


first_ninth = wait_measure(ninth, "first_reply_at")
answer_median, answer_ninth = wait_measure(median, "closed_at"), wait_measure(ninth, "closed_at")
_half_chats = _("Until somebody of the desk came; half waited less.")
_half = _("Until the first reply; half waited less.")
_half_closed = _("Until the answer that closed it; half waited less.")
_nine = _("Nine of ten waited less.")
for key, title, unit, compute, order, note in (
    ("help.asked", _("Questions asked"), _("questions"), questions_asked, 30, ""),
    ("help.answered", _("Questions answered"), _("questions"), questions_answered, 31, ""),
    ("help.in_time", _("Questions answered by the day promised"), _("of a hundred"), answered_in_time, 32, ""),
    ("help.median", _("Usual wait after a question"), _("days"), median_reply, 33, _half),
    ("help.chats", _("Talks begun"), _("talks"), chat_figures.chats_begun, 40, ""),
    ("help.chats_taken", _("Talks that somebody took"), _("talks"), chat_figures.chats_taken, 41, ""),
    ("help.chats_in_time", _("Talks taken within the promised wait"), _("of a hundred"), chat_figures.in_time, 42, ""),
    ("help.chats_wait", _("Usual wait for somebody to come"), _("minutes"), chat_figures.usual_wait, 43, _half_chats),
    ("help.chats_questions", _("Talks that became questions"), _("talks"), chat_figures.became_questions, 44, ""),
    ("help.current", _("Answers checked in time"), _("of a hundred"), answers_current, 51, ""),
):
    indicators.add(key, Indicator(key, title, unit, compute, part="help", order=order, note=note))
_enough = _(
    "Of those who came to ask, who said that a published answer was enough. Who leaves without a word is not counted."
)
for key, title, unit, compute, order, note in (
    ("help.ninth", _("Longest usual wait after a question"), _("days"), first_ninth, 34, _nine),
    ("help.median_answer", _("Usual time to an answer"), _("days"), answer_median, 35, _half_closed),
    ("help.ninth_answer", _("Longest usual time to an answer"), _("days"), answer_ninth, 36, _nine),
    ("help.self_served", _("Answered by a page, without asking"), _("of a hundred"), self_served, 37, _enough),
    ("help.opened", _("Answers opened while asking"), _("times"), opened_while_asking, 38, ""),
):
    indicators.add(key, Indicator(key, title, unit, compute, part="help", order=order, note=note, is_whole=True))
indicators_of(
    "help.chat", part="help", average=_("How content people were with a talk, one to five"),
    count=_("Talks that were rated"), units=(_("of five"), _("talks")), order=45,
)  # fmt: skip
indicators_of(
    CASE, part="help", average=_("Content with the answer"), count=_("Who said how content they are"),
    units=(_("of five"), _("answers")), order=39,
)  # fmt: skip
