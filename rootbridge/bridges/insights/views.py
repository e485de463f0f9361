"""The figures: all on one page, each with its table and its sheet."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from rootbridge.base.core.figures import indicators
from rootbridge.people.members.access import staff_only

from .forms import FiguresForm
from .permissions import may_read_figures, widest_scope
from .reports import report_of, reports
from .sheets import as_csv


@staff_only
@require_safe
def figures(request):
    form = _form(request)
    asked = form.asked()
    found = reports(asked)
    return render(
        request,
        "insights/figures.html",
        {
            "form": form,
            "asked": asked,
            "numbers": [report for report in found if report.is_number],
            "charts": [report for report in found if not report.is_number],
            "query": request.GET.urlencode(),
        },
    )


@staff_only
@require_safe
def sheet(request, key=""):
    """One figure or all of them as CSV. 404 for one that is not told of what was asked for."""
    asked = _form(request).asked()
    if key and not (key in indicators and asked.tells(indicators.get(key))):
        raise Http404("no such figure")
    found = [report_of(indicators.get(key), asked)] if key else reports(asked)
    name = key.replace(".", "-") or "figures"
    headers = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
    return HttpResponse(as_csv(found), content_type="text/csv; charset=utf-8", headers=headers)


def _form(request) -> FiguresForm:
    if not may_read_figures(request.user):
        raise Http404("no figures for this role")
    return FiguresForm(request.GET, widest=widest_scope(request.user), today=timezone.localdate())
