"""Prepared decisions: read by all who decide, kept by administrators; each change can be undone."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from rootbridge.people.members.access import staff_only

from ..models import PreparedDecision
from ..permissions import may_keep_prepared, may_see_reports
from ..prepared_forms import PreparedForm, places_for


@staff_only
@require_http_methods(["GET", "HEAD"])
def prepared(request):
    """Those that one may use, and below them those that were taken away."""
    if not may_see_reports(request.user):
        raise Http404("decides on nothing")
    rows = PreparedDecision.objects.visible_to(request.user).select_related("place").order_by("place", "order", "pk")
    told = [(row, may_keep_prepared(request.user, row.place)) for row in rows]
    page = {
        "standing": [pair for pair in told if pair[0].taken_away_at is None],
        "gone": [row for row, may in told if row.taken_away_at and may],
        "may_add": bool(places_for(request.user)),
    }
    return render(request, "moderation/prepared.html", page)


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def prepared_decision(request, number=None):
    """One of them, new or known: keep it, undo the last change, take it away, bring it back."""
    places, found = places_for(request.user), _found(request.user, number)
    if found is None and not places:
        raise Http404("nothing of theirs to keep")
    do = request.POST.get("do", "")
    if found and do in STEPS:
        messages.success(request, STEPS[do](found, request.user))
        return redirect("manage_reports:prepared_decision", number=found.pk)
    form = PreparedForm(request.POST or None, places=places, instance=found)
    if form.is_valid():
        row = (found or PreparedDecision()).keep(by=request.user, **form.content)
        messages.success(request, _("Kept."))
        return redirect("manage_reports:prepared_decision", number=row.pk)
    page = {"prepared": found, "form": form, "can_undo": found is not None and found.earlier.exists()}
    return render(request, "moderation/prepared_decision.html", page, status=422 if form.is_bound else 200)


def _found(user, number) -> PreparedDecision | None:
    if number is None:
        return None
    row = get_object_or_404(PreparedDecision.objects.visible_to(user).select_related("place"), pk=number)
    if not may_keep_prepared(user, row.place):
        raise Http404("not theirs to change")
    return row


def _undo(row, user) -> str:
    return _("It says again what it said before.") if row.undo(by=user) else _("There is nothing before this.")


def _remove(row, user) -> str:
    row.take_away(by=user)
    return _("Taken away. Nobody is offered it any more; you can bring it back.")


def _restore(row, user) -> str:
    row.bring_back(by=user)
    return _("It is offered again.")


STEPS = {"undo": _undo, "remove": _remove, "restore": _restore}
