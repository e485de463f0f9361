"""Back office: pages that rest for a year. A representative names a caretaker, or lets them rest."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from rootbridge.people.members.access import staff_only
from rootbridge.people.members.models import Member
from rootbridge.people.organisations.models import Standing, StandingKind
from rootbridge.people.organisations.permissions import may_judge_organisations

from ..confirming import abandoned, name_caretaker
from ..forms.office import CaretakerForm


@staff_only
@require_safe
def resting(request):
    return _page(request)


def _page(request, *, wrong=None, form=None, status=200):
    if not may_judge_organisations(request.user):
        raise Http404("nothing of associations here")
    rows = abandoned(timezone.now(), request.user).select_related("place")[:100]
    shown = [(one, form if wrong == one.pk else CaretakerForm(auto_id=f"id_{one.pk}_%s")) for one in rows]
    return render(request, "associations/manage/resting.html", {"rows": shown}, status=status)


@staff_only
@require_POST
def care(request, number):
    """Name a caretaker, or close the page."""
    found = get_object_or_404(abandoned(timezone.now(), request.user), pk=number)
    if "close" in request.POST:
        Standing.take(found, StandingKind.CLOSED, by=request.user)
        messages.success(request, _("Its page says that it is no more."))
        return redirect("manage_associations:resting")
    form = CaretakerForm(request.POST, auto_id=f"id_{number}_%s")
    address = form.cleaned_data["email"] if form.is_valid() else ""
    member = Member.objects.filter(email__iexact=address, is_active=True).first()
    if form.is_valid() and member is None:
        form.add_error("email", _("No member has this address. Ask them to open an account first."))
    if not form.is_valid():
        return _page(request, wrong=number, form=form, status=422)
    name_caretaker(found, member, by=request.user)
    messages.success(request, _("The page is in their hands, and they were told."))
    return redirect("manage_associations:resting")
