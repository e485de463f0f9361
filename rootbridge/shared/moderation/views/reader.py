"""The reader's side: say that something is wrong, and see what came of it. Works without an account."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from rootbridge.base.core.access import public
from rootbridge.people.members.limits import TooMany

from .. import gate
from ..forms import ReportForm
from ..models import Report
from ..registry import reportables, titled


@public
@require_http_methods(["GET", "HEAD", "POST"])
def report(request):
    """``?kind=&id=`` say what it is about; sent from the page of the thing by one link, the reason is one button."""
    known, thing = _what(request)
    form = ReportForm(request.POST or None)
    page = {
        "form": form,
        "thing_title": known.title(thing),
        "back": known.url(thing),
        "kind": known.key,
        "id": thing.pk,
    }
    if request.method != "POST":
        return render(request, "moderation/report.html", page)
    if not form.is_valid():
        return render(request, "moderation/report.html", page, status=422)
    try:
        gate.let_report(request)
    except TooMany:
        return render(request, "moderation/report.html", page | {"too_many": True}, status=429)
    by = request.user if request.user.is_authenticated else None
    source = "" if by else gate.source_of(request, known.key, thing.pk)
    Report.send(known, thing, by=by, source=source, language=get_language(), **form.cleaned_data)
    return HttpResponseRedirect(reverse("moderation:reported"))


@public
def thanks(request):
    return render(request, "moderation/thanks.html")


def mine(request):
    """What I reported, and what came of it."""
    reports = Report.objects.sent_by(request.user).select_related("decision").order_by("-reported_at", "-pk")
    page = Paginator(reports, 20).get_page(request.GET.get("page"))
    return render(request, "moderation/mine.html", {"page": page, "rows": titled(page)})


def _what(request):
    known, number = reportables.get(request.GET.get("kind", "")), request.GET.get("id", "")
    if known is None or not (number.isascii() and number.isdecimal() and len(number) < 18):
        raise Http404("nothing of this kind")
    thing = known.find(int(number), request.user)
    if thing is None:
        raise Http404("not here")
    return known, thing
