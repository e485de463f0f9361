"""Appeals against decisions: who decided first leaves them to somebody else."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from rootbridge.people.members.access import staff_only

from ..clock import colour, left_words
from ..forms import AppealDecisionForm
from ..hearers import behind_appeal
from ..models import Appeal
from ..permissions import may_decide_appeal


@staff_only
@require_http_methods(["GET", "HEAD"])
def waiting(request):
    """Those that wait, the oldest first; ``?show=decided`` for what is done."""
    received, is_done = Appeal.objects.received_by(request.user), request.GET.get("show") == "decided"
    waits = received.waiting().order_by("due_at", "pk")
    page = Paginator(received.exclude(outcome="").order_by("-decided_at") if is_done else waits, 25).get_page(
        request.GET.get("page")
    )
    now = timezone.now()
    rows = [
        {"appeal": one, "title": _title(one), "left": left_words(one.due_at, now), "colour": colour(one.due_at, now),
         "is_mine": request.user.pk not in (*one.first_deciders, one.member_id)}
        for one in page
    ]  # fmt: skip
    return render(request, "moderation/appeals.html", {"page": page, "rows": rows, "is_done": is_done})


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def appeal(request, number):
    """What was decided, why it is said to be wrong, and the decision anew."""
    found = get_object_or_404(Appeal.objects.received_by(request.user), pk=number)
    form = AppealDecisionForm(request.POST or None)
    if request.method == "POST":
        if not may_decide_appeal(request.user, found):
            raise PermissionDenied("not one's own to decide")
        if form.is_valid():
            if found.decide(by=request.user, **form.cleaned_data):
                messages.success(request, gettext("Decided. Who appealed gets your reason."))
            else:
                messages.info(request, gettext("Somebody decided before you. Nothing was changed."))
            return HttpResponseRedirect(reverse("manage_reports:appeal", args=[number]))
    decision = found.known.find(found.target_id)
    now = timezone.now()
    page = {
        "left": left_words(found.due_at, now), "colour": colour(found.due_at, now), "for_centre": _for_centre(found),
        "appeal": found, "form": form, "title": _title(found), "decision": decision,
        "read_url": found.known.url(decision) if decision else "", "may_decide": may_decide_appeal(request.user, found),
    }  # fmt: skip
    return render(request, "moderation/appeal.html", page, status=422 if form.errors else 200)


def _for_centre(appeal) -> bool:
    """Does it wait for the centre because nobody else of its region may decide?"""
    return not appeal.outcome and not behind_appeal(appeal)[0]


def _title(appeal) -> str:
    """What the decision was about; "" where it is gone."""
    decision = appeal.known.find(appeal.target_id)
    return str(appeal.known.title(decision)) if decision else ""
