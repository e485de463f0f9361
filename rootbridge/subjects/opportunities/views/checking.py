"""Back office: one need as its page will show it, and what is decided about it."""

from copy import copy

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from rootbridge.people.members.access import staff_only

from .. import comparing, desk, drawing, screening
from ..actions import propose_need, publish_need, send_back
from ..forms import ClosingForm, ReasonForm
from ..models import READERS, Answer, MovedOn, edition_of
from ..permissions import may_check_amendment, may_close_need, may_publish_need
from .writing import find_work


@staff_only
def need(request, number):
    """A look before publishing: the texts, what they lack, who may do what next."""
    return _page(request, find_work(request.user, number))


@staff_only
@require_POST
def proposal(request, number):
    """Ask for publication."""
    found = find_work(request.user, number)
    try:
        propose_need(need=found, by=request.user, edition=_edition(request))
    except MovedOn:
        return _late(request, number)
    messages.success(request, _("Sent for a second look. You hear when it is public."))
    return redirect("manage_needs:need", number=number)


@staff_only
@require_POST
def publication(request, number):
    """The second person makes it public, or takes a change over."""
    found = find_work(request.user, number)
    waiting = found.amendments.waiting().first()
    doubts = screening.suspicious_in(waiting.onto(copy(found)) if waiting else found)
    if waiting is None and not hasattr(found, "proposal"):
        return _late(request, number)
    is_same = _edition(request) == edition_of(found, waiting)
    if is_same and doubts and not request.POST.get("asked"):
        return _page(request, found, wrong="asked", status=422)
    try:
        if not (may_check_amendment(request.user, waiting) if waiting else may_publish_need(request.user, found)):
            raise PermissionDenied("a second person must look")
        publish_need(need=found, by=request.user, edition=_edition(request) or "")
    except PermissionDenied:
        messages.warning(request, _("Somebody else must look at what you wrote yourself."))
        return redirect("manage_needs:need", number=number)
    except MovedOn:
        return _late(request, number)
    messages.success(request, _("It is public now."))
    return redirect("manage_needs:need", number=number)


@staff_only
@require_POST
def sending_back(request, number):
    """Give it back with a reason."""
    found, form = find_work(request.user, number), ReasonForm(request.POST, auto_id="id_return_%s")
    if not form.is_valid():
        return _page(request, found, back_form=form, wrong="return", status=422)
    try:
        reason = form.cleaned_data["words"]
        author = send_back(need=found, by=request.user, reason=reason, edition=_edition(request))
    except MovedOn:
        return _late(request, number, back_form=form, wrong="return")
    messages.success(request, _("Sent back with your reason.")) if author else None
    return redirect("manage_needs:need", number=number)


@staff_only
@require_POST
def closing(request, number):
    """Filled, or no longer needed."""
    found, form = find_work(request.user, number), ClosingForm(request.POST, auto_id="id_closing_%s")
    if not may_close_need(request.user, found):
        raise Http404("not to be closed by this person")
    if not form.is_valid():
        return _page(request, found, closing_form=form, wrong="closing", status=422)
    found.close(by=request.user, is_filled=form.cleaned_data["how"] == "filled", reason=form.cleaned_data["reason"])
    messages.success(request, _("Closed. It takes no more answers."))
    return redirect("manage_needs:need", number=number)


def _edition(request) -> str | None:
    """What stood on the page that was judged."""
    return request.POST.get("edition")


def _late(request, number, **more):
    """The page again as it is now: what was judged has changed meanwhile, and nothing was done."""
    return _page(request, find_work(request.user, number), is_late=True, status=409, **more)


def _page(request, found, *, back_form=None, closing_form=None, wrong="", is_late=False, status=200):
    user = request.user
    waiting = found.amendments.waiting().select_related("by").first()
    edition, changes = edition_of(found, waiting), comparing.changes_of(found, waiting) if waiting else []
    shown = waiting.onto(found) if waiting else found
    answers = Answer.objects.received_by(user).filter(need=found).for_cards().order_by("-moved_at")
    return render(request, "opportunities/manage/need.html", {
        **drawing.need_page(request, shown), "waiting": waiting, "changes": changes, "edition": edition,
        "proposal": getattr(found, "proposal", None), "is_late": is_late,
        "doubts": screening.suspicious_in(shown), "alike": desk.alike(found, user), "wrong": wrong,
        "may_publish": may_check_amendment(user, waiting) if waiting else may_publish_need(user, found),
        "missing": drawing.missing_languages(shown),
        "answers": [desk.answer_row(answer, timezone.now()) for answer in answers],
        "reads_answers": user.reach.covers(*READERS, path=found.place.path, body=found.organisation.body or ""),
        "back_form": back_form or ReasonForm(auto_id="id_return_%s"),
        "closing_form": closing_form or ClosingForm(auto_id="id_closing_%s"),
    }, status=status)  # fmt: skip
