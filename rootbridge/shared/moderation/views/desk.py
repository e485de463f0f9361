"""The side of those who decide: what was reported inside their region, and the decision with its reason."""

from collections import Counter

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods, require_POST

from rootbridge.people.members.access import staff_only

from ..forms import DecisionForm, ReasonForm
from ..models import Hold, Report
from ..permissions import may_decide_report
from ..registry import titled


@staff_only
@require_http_methods(["GET", "HEAD"])
def waiting(request):
    """One line for each thing that was reported; ``?show=decided`` for what is done."""
    received = Report.objects.received_by(request.user)
    is_done = request.GET.get("show") == "decided"
    chosen = received.decided() if is_done else received.waiting()
    things = Report.objects.filter(pk__in=chosen.first_of_each().values("pk")).select_related("decision")
    order = "-decision__decided_at" if is_done else "reported_at"
    page = Paginator(things.order_by(order, "pk"), 25).get_page(request.GET.get("page"))
    counts = {
        "waiting": received.waiting().first_of_each().count(),
        "decided": received.decided().first_of_each().count(),
    }
    return render(
        request, "moderation/list.html", {"page": page, "rows": titled(page), "is_done": is_done, "counts": counts}
    )


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def report(request, number):
    """What was said about one thing, and the decision."""
    found = _received(request, number)
    if request.method != "POST":
        return render(request, "moderation/decide.html", _page(request, found))
    if not may_decide_report(request.user, found):
        raise PermissionDenied("not one's own to decide")
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return render(request, "moderation/decide.html", _page(request, found, form=form), status=422)
    if found.decide(by=request.user, **form.cleaned_data):
        messages.success(request, gettext("Decided. Both sides get your reason."))
    else:
        messages.info(request, gettext("Somebody decided before you. Nothing was changed."))
    return HttpResponseRedirect(reverse("manage_reports:report", args=[number]))


@staff_only
@require_POST
def put_back(request, number):
    """Change a decision: back on the pages, with a reason."""
    found = _received(request, number)
    if not may_decide_report(request.user, found):
        raise PermissionDenied("not one's own to decide")
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return render(request, "moderation/decide.html", _page(request, found, back_form=form), status=422)
    if found.put_back(by=request.user, **form.cleaned_data):
        messages.success(request, gettext("It stands on the pages again. Both sides get your reason."))
    return HttpResponseRedirect(reverse("manage_reports:report", args=[number]))


def _received(request, number) -> Report:
    return get_object_or_404(Report.objects.received_by(request.user).select_related("decision"), pk=number)


def _page(request, found, form=None, back_form=None) -> dict:
    reports = Report.objects.about(found.target_kind, found.target_id).select_related("decision__decided_by")
    reports = list(reports.order_by("reported_at", "pk"))
    thing, decided = found.thing, [one.decision for one in reports if hasattr(one, "decision")]
    said = Counter(one.get_reason_display() for one in reports)
    return {
        "counts": [(reason, _people(number)) for reason, number in said.most_common()],
        "report": found, "reports": reports, "thing": thing,
        "title": found.known.title(thing) if thing is not None else "",
        "thing_url": found.known.url(thing) if thing is not None else "",
        "hold": Hold.objects.of(found.target_kind, found.target_id).standing().first(),
        "waits": len(decided) < len(reports), "decision": decided[0] if decided else None,
        "may_decide": may_decide_report(request.user, found),
        "form": form or DecisionForm(), "back_form": back_form or ReasonForm(auto_id="back_%s"),
    }  # fmt: skip


def _people(number) -> str:
    return ngettext("%(number)s person", "%(number)s people", number) % {"number": number}
