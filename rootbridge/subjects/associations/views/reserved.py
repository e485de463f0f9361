"""Back office: names that nobody takes without somebody looking, beyond those of the offices."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from rootbridge.people.members.access import staff_only
from rootbridge.people.organisations.doubles import refusal_of
from rootbridge.people.organisations.models import ReservedName
from rootbridge.people.organisations.official_words import reads_official
from rootbridge.people.organisations.permissions import may_reserve_names

from ..forms.judging import ReservedForm


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def names(request):
    """The list, a field to add one, and a field to try whether a name would wait."""
    if not may_reserve_names(request.user):
        raise Http404("the centre keeps it")
    form = ReservedForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        if request.POST.get("release", "").isdecimal():
            get_object_or_404(ReservedName, pk=request.POST["release"][:18]).release(by=request.user)
            messages.success(request, _("Released."))
            return redirect("manage_associations:names")
        if form.is_valid():
            ReservedName.reserve(form.cleaned_data["name"], by=request.user)
            messages.success(request, _("Reserved."))
            return redirect("manage_associations:names")
    tried = request.GET.get("try", "")[:160]
    known = {"form": form, "names": ReservedName.objects.order_by("name"), "tried": tried,
             "refused": bool(tried) and refusal_of(tried) is not None,
             "waits": bool(tried) and reads_official(tried)}  # fmt: skip
    return render(request, "associations/manage/names.html", known, status=422 if form.errors else 200)
