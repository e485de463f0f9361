"""Somebody is asked whether they answer for an office: by the link of a letter, or by the code of one on paper."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from rootbridge.base.core.access import public
from rootbridge.people.members.limits import TooMany, count, network_of
from rootbridge.people.members.models import Member
from rootbridge.people.offices.models import Invitation

from ..actions import tell_keepers
from ..forms.codes import AnswerForm, LetterCodeForm

# Codes that one network, and all networks together, may type in an hour.
RATES = {"here": "10/1h/key", "anywhere": "300/1h/key"}


@public
@cache_control(private=True, no_store=True)
@require_http_methods(["GET", "HEAD", "POST"])
def code(request):
    """The code of a letter on paper leads to the same page as the link of one by mail."""
    form = LetterCodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            count(request, "focalpoints", RATES, here=("here", network_of(request)), anywhere=("anywhere",))
        except TooMany:
            form.add_error("code", _("Many codes were typed from here. Wait an hour, then try again."))
        else:
            found = Invitation.objects.open_at(timezone.now()).with_code(form.cleaned_data["code"]).first()
            if found:
                return redirect("focalpoints:answer", found.token)
            form.add_error(
                "code", _("No open letter has this code. Look at it once more; it may be answered or too old.")
            )
    return render(request, "focalpoints/code.html", {"form": form}, status=422 if form.is_bound else 200)


@public
@cache_control(private=True, no_store=True)
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request, token):
    """What would stand on the pages; yes, or not me."""
    found = Invitation.objects.with_token(token).for_list().first()
    if found is None:
        raise Http404("no such letter")
    if found.answered_at or found.expires_at < timezone.now():
        return render(
            request, "focalpoints/answered.html", {"person": found.person, "invitation": found}, status=_gone(found)
        )
    form = AnswerForm(request.POST if request.method == "POST" else None, person=found.person)
    if request.method == "POST" and request.POST.get("do") == "decline":
        person = found.decline(member=_signed_in(request))
        if person:
            tell_keepers("declined", person)
        return redirect("focalpoints:answer", token)
    if form.is_valid():
        said = form.cleaned_data
        person = found.confirm(
            is_public=said["is_public"], languages=said["languages"], member=_member_of(request, found.person)
        )
        if person:
            tell_keepers("confirmed", person)
        return redirect("focalpoints:answer", token)
    page = {"form": form, "person": found.person, "until": timezone.localdate(found.expires_at)}
    return render(request, "focalpoints/answer.html", page, status=422 if form.is_bound else 200)


def _gone(invitation) -> int:
    return 200 if invitation.outcome in ("confirmed", "declined") else 410


def _signed_in(request):
    return request.user if request.user.pk else None


def _member_of(request, person):
    """The account behind it: of whoever is signed in under the address that was asked, else of that address. A code on
    paper without an address is answered by whoever is signed in."""
    if request.user.pk and person.email in ("", request.user.email):
        return request.user
    return Member.objects.active().filter(email=person.email).first() if person.email else None
