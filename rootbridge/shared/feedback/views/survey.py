"""The standing survey: ten questions, their results in public, what was changed."""

import csv
import io
from contextlib import suppress
from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from rootbridge.base.core.access import public
from rootbridge.people.members.limits import TooMany, count, network_of

from .. import results
from ..forms import SurveyForm
from ..models import Change, SurveyCount

# Many people share one network: a village, a telephone company. More than these a day are thanked for, not counted.
RATES = {"survey": "8/1d/key"}


@public
@require_safe
def outcome(request):
    """What was answered in a year, as charts with their tables; beside it what was changed."""
    years = results.years()
    year = _year(request, years)
    voices, found = results.results(date(year, 1, 1), date(year, 12, 31))
    changes = Change.objects.order_by("-made_on", "-pk")
    page = {"years": years, "year": year, "voices": voices, "results": found, "changes": changes}
    return render(request, "feedback/survey.html", page)


@public
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request):
    """The ten questions. Each may be left empty, not all."""
    form = SurveyForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with suppress(TooMany):
            count(request, "feedback", RATES, survey=("survey", network_of(request)))
            SurveyCount.add(form.answers, form.words, language=get_language())
        return redirect("feedback:survey_thanks")
    return render(request, "feedback/survey_form.html", {"form": form}, status=422 if form.is_bound else 200)


@public
@require_safe
def thanks(request):
    return render(request, "feedback/survey_thanks.html")


@public
@require_safe
def sheet(request, year):
    """The results of a year as CSV, UTF-8 with a mark for spreadsheets."""
    if year not in results.years():
        raise Http404("no such year")
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow([_("Question"), _("Answer"), _("How many")])
    for question, option, number in results.sheet(date(year, 1, 1), date(year, 12, 31)):
        writer.writerow([question, option, _("hidden") if number == "" else number])
    answer = HttpResponse("\ufeff" + file.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="survey-{year}.csv"'
    return answer


def _year(request, years) -> int:
    asked = request.GET.get("year", "")
    known = {str(year): year for year in years}
    return known.get(asked, years[0] if years else timezone.localdate().year)
