"""What is counted of feedback and of the survey. The survey asks no place: it is told for the whole platform only."""

from datetime import date

from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.figures import Cell, Figure, Indicator, Period, Scope, indicators

from .models import Category, Note, SurveyCount
from .models.survey import VOICES
from .questions import named
from .results import average


def _said(period, scope):
    rows = Note.objects.filter(said_at__date__range=(period.start, period.end), place_path__startswith=scope.path)
    return rows.none() if scope.residence else rows


def notes_said(period: Period, scope: Scope) -> Figure:
    """By what they are. Nobody signs in to write one, so each counts as a person; the same words in a day are one."""
    rows = dict(_said(period, scope).values_list("category").annotate(Count("pk")))
    words = dict(Category.choices)
    return Figure(cells=[Cell(str(words[key]), "", count, count) for key, count in sorted(rows.items())])


def notes_answered(period, scope):
    """Of a hundred."""
    rows = _said(period, scope)
    all_, answered = rows.count(), rows.answered().count()
    return Figure(value=round(100 * answered / all_) if all_ else None, people=all_)


def _sums(period, scope) -> dict:
    if scope.path or scope.residence:
        return {}
    return SurveyCount.objects.between(date(period.start.year, period.start.month, 1), period.end).sums()


def survey_voices(period, scope):
    voices = _sums(period, scope).get(VOICES, {}).get(VOICES, 0)
    return Figure(value=voices, people=voices)


def _scale(key):
    def compute(period, scope):
        said = _sums(period, scope).get(key, {})
        people = sum(count for option, count in said.items() if option.isdigit())
        return Figure(value=average(named(key), said), people=people)

    return compute


def found_it(period, scope):
    """Of a hundred who said whether they found what they came for, how many said yes."""
    said = _sums(period, scope).get("found", {})
    people = sum(said.values())
    return Figure(value=round(100 * said.get("yes", 0) / people) if people else None, people=people)


_of_five = _("of five")
indicators.add("feedback.said", Indicator(
    "feedback.said", _("What readers told the platform"), _("notes"), notes_said, shape="bars", order=60,
    rest=(_("Other"), ""),
))  # fmt: skip
indicators.add("feedback.answered", Indicator(
    "feedback.answered", _("Of these, answered"), _("of a hundred"), notes_answered, order=61,
))  # fmt: skip
for key, title, unit, compute, order in (
    ("voices", _("Took part in the survey"), _("people"), survey_voices, 62),
    ("found", _("Found what they came for"), _("of a hundred"), found_it, 63),
    ("easy", _("Found their way easily"), _of_five, _scale("easy"), 64),
    ("clear", _("Understood the words"), _of_five, _scale("clear"), 65),
    ("trust", _("Trust the platform with what they tell it"), _of_five, _scale("trust"), 66),
    ("recommend", _("Would tell somebody about it"), _of_five, _scale("recommend"), 67),
):
    name = f"feedback.survey_{key}"
    indicators.add(name, Indicator(name, title, unit, compute, order=order, is_whole=True))
