"""Administrators name trustees, and never read what trustees read."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from rootbridge.people.members.access import staff_only
from rootbridge.people.members.models import Member

from ..forms import TrusteeForm
from ..models import NotEnough, Trustee, Unfit
from ..permissions import may_name_trustees


@staff_only
def trustees(request):
    """Who they are, whether reporting is open, and the form for one more."""
    _ask(request)
    form = TrusteeForm(request.POST or None)
    if form.is_valid():
        said = form.cleaned_data
        member, _made = Member.objects.join(said.pop("email"), language=get_language())
        try:
            Trustee.name_one(member, by=request.user, **said)
            messages.success(request, _("Named. A letter asks them to make their key."))
            return redirect("manage_trustees:list")
        except Unfit:
            form.add_error("email", _("An administrator cannot be a trustee: choose somebody else."))
    page = {"form": form, "rows": Trustee.objects.live().order_by("pk"), "is_open": _is_open()}
    return render(request, "safety/trustees.html", page, status=422 if form.is_bound else 200)


@staff_only
@require_POST
def end(request, number):
    _ask(request)
    get_object_or_404(Trustee.objects.live(), pk=number).end(by=request.user)
    messages.success(request, _("From now on they read nothing more."))
    return redirect("manage_trustees:list")


def _ask(request):
    if not may_name_trustees(request.user):
        raise Http404("no administrator of everything")


def _is_open() -> bool:
    try:
        return bool(Trustee.objects.circle())
    except NotEnough:
        return False
