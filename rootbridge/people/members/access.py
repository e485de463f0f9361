"""The door of the back office: a live role and a second factor."""

from functools import wraps

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import Http404
from django.shortcuts import redirect

from rootbridge.base.reference.models import Place

SECOND_FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


def staff_only(view):
    """Lets in who holds a role; to others the page is not here. Without a second factor it leads to adding one."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not request.user.has_role:
            raise Http404("no role")
        if wants_second_factor(request):
            return redirect("members:second_factor")
        return view(request, *args, **kwargs)

    guarded.is_staff_only = True
    return guarded


def zone_of(member) -> str:
    """The time zone where a member lives, else of their home; "" when neither is said, and for a visitor."""
    place = clock_of(member)
    return place.timezone if place else ""


def clock_of(member) -> Place | None:
    """The place by whose clock a member reads: where they live, else home."""
    places = [member.living, member.home] if member.pk else []
    return next((place for place in places if place is not None and place.timezone), None)


def wants_second_factor(request) -> bool:
    """Must this member add or show a second factor before they work? Sample people in a demo are let in without."""
    if settings.ROOTBRIDGE_DEMO and request.session.get("sample_person"):
        return False
    return not is_mfa_enabled(request.user, types=SECOND_FACTORS)
