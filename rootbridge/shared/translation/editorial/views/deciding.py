"""What is decided about a text: shown now or on a day, sent back, taken off; each about exactly what was seen."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from rootbridge.people.members.access import staff_only

from ...models import MovedOn, Submission
from .. import scheduling
from ..forms import BackForm, MomentForm
from ..kinds import text_for
from ..permissions import may_approve, may_publish_text
from .desk import text_page


@staff_only
@require_POST
def publication(request, kind, number):
    """Show what was sent: now, or on a day (``when`` = "day")."""
    found = text_for(request.user, kind, number)
    moment, form = None, None
    if request.POST.get("when") == "day":
        form = MomentForm(request.POST, zone=scheduling.zone_of(found), auto_id="plan_%s")
        if not form.is_valid():
            return text_page(request, found, plan_form=form, wrong="plan", status=422)
        moment = form.cleaned_data["moment"]
    try:
        _waiting(request, found).publish(
            found, by=request.user, edition=request.POST.get("edition", ""), at=moment, off_at=found.expire_at
        )
    except PermissionDenied:
        messages.warning(request, _("Somebody else must look at what you wrote yourself."))
        return redirect("manage_texts:text", kind=kind, number=number)
    except MovedOn:
        return _late(request, kind, number)
    messages.success(request, _("It goes on the pages by itself on that day.") if moment else _("It is public now."))
    return redirect("manage_texts:text", kind=kind, number=number)


@staff_only
@require_POST
def sending_back(request, kind, number):
    """Not yet, with words."""
    found, form = text_for(request.user, kind, number), BackForm(request.POST, auto_id="back_%s")
    if not form.is_valid():
        return text_page(request, found, back_form=form, wrong="back", status=422)
    try:
        waiting = _waiting(request, found)
        waiting.send_back(found, by=request.user, edition=request.POST.get("edition", ""), **form.cleaned_data)
    except PermissionDenied:
        messages.warning(request, _("Somebody else must look at what you wrote yourself."))
        return redirect("manage_texts:text", kind=kind, number=number)
    except MovedOn:
        return _late(request, kind, number, back_form=form, wrong="back")
    messages.success(request, _("Sent back with your words."))
    return redirect("manage_texts:text", kind=kind, number=number)


@staff_only
@require_POST
def unplanning(request, kind, number):
    """The day that was set for the first showing falls away; the text stays a draft."""
    found = _publishable(request, kind, number)
    if scheduling.cancel(found, by=request.user):
        messages.success(request, _("The day is taken back. The text stays a draft."))
    return redirect("manage_texts:text", kind=kind, number=number)


@staff_only
@require_POST
def ending(request, kind, number):
    """Off the pages: on a day, now (``now``), or never (``never``)."""
    found = _publishable(request, kind, number)
    if "now" in request.POST:
        if found.live:
            found.unpublish(user=request.user)
        messages.success(request, _("It is off the pages. It stays a draft and can be put back."))
    elif "never" in request.POST:
        scheduling.take_off_at(found, None, by=request.user)
        messages.success(request, _("It stays on the pages."))
    else:
        form = MomentForm(request.POST, zone=scheduling.zone_of(found), auto_id="off_%s")
        if not form.is_valid():
            return text_page(request, found, off_form=form, wrong="off", status=422)
        scheduling.take_off_at(found, form.cleaned_data["moment"], by=request.user)
        messages.success(request, _("It leaves the pages by itself on that day."))
    return redirect("manage_texts:text", kind=kind, number=number)


def _publishable(request, kind, number):
    found = text_for(request.user, kind, number)
    if not may_publish_text(request.user, found):
        raise Http404("not theirs to publish")
    return found


def _waiting(request, found) -> Submission:
    """What waits for this person. PermissionDenied where they may not decide, MovedOn where nothing waits."""
    waiting = Submission.objects.of_text(found).waiting().with_revision().first()
    if waiting is None:
        raise MovedOn
    if not may_approve(request.user, waiting):
        raise PermissionDenied("a second person must look")
    return waiting


def _late(request, kind, number, **more):
    """The page again as it is now: what was judged has changed meanwhile, and nothing was done."""
    return text_page(request, text_for(request.user, kind, number), is_late=True, status=409, **more)
