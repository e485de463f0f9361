"""The figures: all on one page, each with its table and its sheet."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from rootbridge.base.core.figures import indicators
from rootbridge.people.members.access import staff_only
from rootbridge.people.members.models import Member

from .forms import FiguresForm
from .permissions import may_read_figures, widest_scope
from .reports import report_of, reports
from .sheets import as_csv


@staff_only
@require_safe
def figures(request):
    form = _asked(request)
    found = reports(form.period(timezone.localdate()), form.scope())
    return render(
        request,
        "insights/figures.html",
        {
            "form": form,
            "period": form.period(timezone.localdate()),
            "numbers": [report for report in found if report.is_number],
            "charts": [report for report in found if not report.is_number],
            "query": request.GET.urlencode(),
        },
    )


@staff_only
@require_safe
def sheet(request, key=""):
    """One figure or all of them as CSV."""
    form = _asked(request)
    period, scope = form.period(timezone.localdate()), form.scope()
    if key and key not in indicators:
        raise Http404("no such figure")
    found = [report_of(indicators.get(key), period, scope)] if key else reports(period, scope)
    name = key.replace(".", "-") or "figures"
    headers = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
    return HttpResponse(as_csv(found), content_type="text/csv; charset=utf-8", headers=headers)


def _asked(request) -> FiguresForm:
    if not may_read_figures(request.user):
        raise Http404("no figures for this role")
    lands = Member.objects.exclude(living=None).order_by().values_list("living__code", flat=True).distinct()
    homes = Member.objects.exclude(home=None).order_by().values_list("home__country_code", flat=True).distinct()
    return FiguresForm(
        request.GET, widest=widest_scope(request.user), country=next(iter(homes), ""), countries=list(lands)
    )
