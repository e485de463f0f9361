"""What is counted of needs and answers. Sums of answers whose author erased their account are counted with them.

``people`` are different persons, never answers: ten answers of one person are one person.
"""

from statistics import median

from django.db.models import Count, Sum
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.figures import Cell, Figure, Indicator, indicators
from rootbridge.people.members.indicators import age_words, gender_words
from rootbridge.people.members.models import AgeBand, Gender

from .models import Answer, Need, StepKind, Tally

PART = "opportunities"


def _needs(scope):
    return Need.objects.published().inside(scope.path)


def _answers(period, scope):
    """Answers sent in a period, to needs of a place, by people who live in a country."""
    rows = Answer.objects.standing().filter(
        sent_at__date__range=(period.start, period.end), need__place__path__startswith=scope.path
    )
    return rows.filter(member__living__code=scope.residence) if scope.residence else rows


def _given(period, scope):
    """Answers whose hours were confirmed in a period."""
    rows = Answer.objects.filter(
        state=StepKind.CONFIRMED, moved_at__date__range=(period.start, period.end),
        need__place__path__startswith=scope.path,
    )  # fmt: skip
    return rows.filter(member__living__code=scope.residence) if scope.residence else rows


def _kept(period, scope):
    """Sums of erased answers, by place only: where their authors lived is forgotten."""
    rows = Tally.objects.between(period.start, period.end).inside(scope.path)
    return rows.none() if scope.residence else rows


def _sums(rows, *names) -> list[int]:
    found = rows.aggregate(**{f"sum_{name}": Sum(name) for name in names})
    return [found[f"sum_{name}"] or 0 for name in names]


def needs_open(period, scope):
    """Public on the last day of the period."""
    return Figure(value=_needs(scope).filter(publication__at__date__lte=period.end).open_on(period.end).count())


def needs_filled(period, scope):
    rows = _needs(scope).filter(closing__is_filled=True, closing__at__date__range=(period.start, period.end))
    return Figure(value=rows.count())


def answers_sent(period, scope):
    """Answers, and how many different people sent them."""
    found = _answers(period, scope).aggregate(answers=Count("pk"), people=Count("member", distinct=True))
    answers, people = _sums(_kept(period, scope), "answers", "people")
    return Figure(value=found["answers"] + answers, people=found["people"] + people)


def first_reply(period, scope):
    """Median days from an answer to home's first reply, and how many different people had one."""
    rows = _answers(period, scope).filter(first_reply_at__isnull=False)
    moments = list(rows.values_list("member", "sent_at", "first_reply_at"))
    waits = [(end - start).total_seconds() / 86_400 for _member, start, end in moments]
    kept = _kept(period, scope)
    waits += [hours / 24 for row in kept for hours in row.waits]
    people = len({member for member, *_times in moments}) + _sums(kept, "replied")[0]
    return Figure(value=round(median(waits), 1) if waits else None, people=people)


def hours_given(period, scope):
    found = _given(period, scope).aggregate(hours=Sum("hours_given"), people=Count("member", distinct=True))
    hours, people = _sums(_kept(period, scope), "hours", "givers")
    return Figure(value=(found["hours"] or 0) + hours, people=found["people"] + people)


def hours_by_gender(period, scope):
    return _split(period, scope, column="member__gender", values=Gender.values, words=gender_words)


def hours_by_age(period, scope):
    return _split(period, scope, column="member__age_band", values=AgeBand.values, words=age_words)


def _split(period, scope, *, column, values, words):
    """Hours given by one thing that members said of themselves; those who said nothing, and those who erased their
    account, stand in their own row."""
    rows = _given(period, scope).values_list(column)
    found = {value: [hours or 0, people] for value, hours, people in
             rows.annotate(hours=Sum("hours_given"), people=Count("member", distinct=True))}  # fmt: skip
    hours, people = _sums(_kept(period, scope), "hours", "givers")
    if hours or people:
        unsaid = found.setdefault("", [0, 0])
        unsaid[:] = [unsaid[0] + hours, unsaid[1] + people]
    sums = {}
    for value in [value for value in (*values, "") if value in found]:
        row = sums.setdefault(words(value), [0, 0])
        row[:] = [row[0] + found[value][0], row[1] + found[value][1]]
    column = gettext("Hours given")
    return Figure(cells=[Cell(row, column, *numbers) for row, numbers in sums.items()])


def _indicator(key, title, unit, compute, order, **more):
    indicators.add(key, Indicator(key, title, unit, compute, part=PART, order=order, **more))


_indicator("opportunities.open", _("Needs open"), _("needs"), needs_open, 20)
_indicator("opportunities.answered", _("Answers to needs"), _("answers"), answers_sent, 21)
_indicator("opportunities.filled", _("Needs filled"), _("needs"), needs_filled, 22)
_indicator("opportunities.first_reply", _("Usual wait after an answer to a need"), _("days"), first_reply, 23,
           note=_("Until home first replies; half waited less."))  # fmt: skip
_indicator("opportunities.hours", _("Hours given"), _("hours"), hours_given, 24)
_indicator("opportunities.hours_by_gender", _("Hours given, by gender"), _("hours"), hours_by_gender, 25, shape="bars")
_indicator("opportunities.hours_by_age", _("Hours given, by age"), _("hours"), hours_by_age, 26, shape="bars")
