"""One's own entry: who finds it, what shows, how others see it, and off at once."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ..actions import FIELDS, keep_entry, switch_off
from ..circles import MEMBERS, offered_to, readers
from ..directory import entry_as, opened_by
from ..forms.finding import EntryForm
from ..models import Profile
from ..permissions import may_be_found


@require_http_methods(["GET", "HEAD", "POST"])
def entry(request):
    """The page where a member chooses to be found."""
    member, profile, offered = request.user, Profile.of(request.user), offered_to(request.user)
    opened = opened_by(member)
    circles = [one.key for one in offered if one.key in opened.get("found", ())]
    form = EntryForm(
        request.POST if request.method == "POST" else None,
        offered=offered,
        initial={
            "circles": circles,
            "line": profile.line,
            "offers": profile.offers,
            "is_woman": profile.is_woman,
            "hides_from_home": profile.hides_from_home,
            "fields": [name for name in FIELDS if opened.get(name, set()) & set(circles or [MEMBERS])],
        },
    )
    if request.method == "POST" and form.is_valid():
        return _keep(request, form.cleaned_data, offered)
    known = {
        "form": form,
        "profile": profile,
        "is_found": bool(opened.get("found")),
        "may": may_be_found(member),
        "readers": [str(one.title) for one in offered if one.key in circles],
        "others": readers(opened.get("found", set()) - {one.key for one in offered}),
        "previews": offered,
        "empty": _empty(member),
    }
    return render(request, "community/entry.html", known, status=422 if form.is_bound else 200)


def _keep(request, said, offered):
    circles = said.pop("circles") if may_be_found(request.user) else said.pop("circles") and []
    fields = said.pop("fields")
    keep_entry(
        member=request.user, circles=circles, fields=fields, offered=offered, language=request.LANGUAGE_CODE, **said
    )
    if circles:
        messages.success(request, _("Kept. Look below how others see you."))
    else:
        messages.success(request, _("Kept. Nobody finds you."))
    return HttpResponseRedirect(reverse("community:entry"))


def _empty(member) -> bool:
    """Is there nothing yet that could be shown?"""
    return not (member.name or member.home_id or member.living_id)


@require_safe
def preview(request):
    """How somebody of one circle sees me."""
    profile, offered = Profile.of(request.user), offered_to(request.user)
    asked = request.GET.get("as", MEMBERS)
    chosen = next((one for one in offered if one.key == asked), offered[0])
    circles = [MEMBERS] if chosen.key == MEMBERS else [MEMBERS, chosen.key]
    seen = entry_as(profile, circles)
    return render(request, "community/preview.html", {"entry": seen, "chosen": chosen, "offered": offered})


@require_POST
def off(request):
    """Nobody finds me from this moment."""
    switch_off(member=request.user)
    messages.success(request, _("Done. Nobody finds you from this moment. Those you write with stay."))
    return HttpResponseRedirect(reverse("community:entry"))


@require_POST
def new_address(request):
    """A new random address; the old one leads nowhere."""
    profile = Profile.objects.own(request.user)
    if profile is not None:
        profile.change_handle(by=request.user)
        messages.success(request, _("Your entry has a new address. The old one leads nowhere."))
    return HttpResponseRedirect(reverse("community:entry"))
