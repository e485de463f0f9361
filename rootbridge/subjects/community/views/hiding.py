"""Who must not find me: named by e-mail, or blocked where they were met."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ..actions import keep_away
from ..directory import entry_for
from ..forms.finding import KeepAwayForm
from ..models import Exclusion, TooManyExclusions
from .finding import find_profile


@require_http_methods(["GET", "HEAD", "POST"])
def away(request):
    """The list, and one more by their address: the same answer whether they have an account or not."""
    form = KeepAwayForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            Exclusion.name(request.user, form.cleaned_data["email"], words=form.cleaned_data["words"])
        except TooManyExclusions:
            form.add_error(None, full())
        else:
            messages.success(request, _("Kept. Whoever has this address never finds you here."))
            return HttpResponseRedirect(reverse("community:away"))
    rows = Exclusion.objects.visible_to(request.user).order_by("-at", "-pk")
    return render(request, "community/away.html", {"form": form, "rows": rows}, status=422 if form.is_bound else 200)


@require_POST
def end(request, number):
    """Let somebody find me again."""
    get_object_or_404(Exclusion.objects.visible_to(request.user), pk=number).delete()
    messages.success(request, _("Done. They may find you again, where you let yourself be found."))
    return HttpResponseRedirect(reverse("community:away"))


@require_POST
def block(request, handle):
    """From an entry: neither sees the other any more."""
    profile = find_profile(request.user, handle)
    entry = entry_for(request.user, handle)
    try:
        keep_away(owner=request.user, other=profile.member, words=entry.title if entry else "")
    except TooManyExclusions:
        messages.error(request, full())
    else:
        messages.success(request, blocked())
    return HttpResponseRedirect(reverse("community:people"))


def full() -> str:
    return _("Your list is full: a hundred people. Take somebody off it first.")


def blocked() -> str:
    return _("Done. You are gone for each other, and they cannot tell.")
