"""The reader's side: say that something is wrong, and see what came of it. Works without an account."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_http_methods

from rootbridge.base.core.access import public
from rootbridge.people.members.limits import TooMany

from .. import gate
from ..appealing import KIND, title_of
from ..forms import AppealForm, ReportForm
from ..models import Appeal, Decision, Outcome, Report
from ..registry import reportables, titled
from ..rules import rule_lines


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


@public
def rules(request):
    """The rules of the platform, one by one."""
    return render(request, "moderation/rules.html", {"rules": rule_lines()})


def mine(request):
    """What I reported, and what came of it."""
    reports = Report.objects.sent_by(request.user).select_related("case__decision").order_by("-reported_at", "-pk")
    page = Paginator(reports, 20).get_page(request.GET.get("page"))
    return render(request, "moderation/mine.html", {"page": page, "rows": titled(page), "language": get_language()})


@require_http_methods(["GET", "HEAD", "POST"])
def decision(request, number):
    """What was decided on something I wrote, by which rule, why, and how I appeal: to somebody else, once."""
    rows = Decision.objects.about_own(request.user).select_related("case")
    found = get_object_or_404(rows, pk=number)
    appeal = Appeal.objects.about(KIND, found.pk).filter(member=request.user).first()
    may_appeal = appeal is None and found.outcome == Outcome.HIDDEN and found.case.thing is not None
    form = AppealForm(request.POST or None)
    if request.method == "POST" and may_appeal and form.is_valid():
        Appeal.make(KIND, found, by=request.user, language=get_language(), **form.cleaned_data)
        messages.success(request, gettext("Your appeal is with somebody else now. You hear from them."))
        return HttpResponseRedirect(reverse("moderation:decision", args=[number]))
    if request.method == "POST" and not may_appeal:
        return HttpResponseRedirect(reverse("moderation:decision", args=[number]))
    page = {
        "decision": found, "title": title_of(found), "reason": found.reason_in(get_language()), "appeal": appeal,
        "may_appeal": may_appeal, "form": form,
        "rule": next((line for line in rule_lines() if line["key"] == found.rule), None),
    }  # fmt: skip
    return render(request, "moderation/decision.html", page, status=422 if form.errors else 200)


def _what(request):
    known, number = reportables.get(request.GET.get("kind", "")), request.GET.get("id", "")
    if known is None or not (number.isascii() and number.isdecimal() and len(number) < 18):
        raise Http404("nothing of this kind")
    thing = known.find(int(number), request.user)
    if thing is None:
        raise Http404("not here")
    return known, thing
