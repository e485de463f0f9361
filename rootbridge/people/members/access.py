"""The door of the back office: a live role, and a second factor that this very session showed."""

from functools import wraps

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.reauthentication import suspend_request
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import Http404
from django.shortcuts import redirect

from rootbridge.base.reference.models import Place
from rootbridge.people.privacy.freshness import was_shown

SECOND_FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
STAFF_HOURS = 12


def staff_only(view):
    """Lets in who holds a role and showed a second factor in this session, in the last twelve hours; to who holds no
    role the page is not here. Others are led to show the factor and then back, or to add one."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not request.user.has_role:
            raise Http404("no role")
        if wants_second_factor(request):
            return _lead_to_factor(request)
        keep_short(request.session)
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
    """Must this member add or show a second factor before they work? That the account has one is not enough: this
    session must have shown it. Sample people in a demo are let in without."""
    if settings.ROOTBRIDGE_DEMO and request.session.get("sample_person"):
        return False
    return not (was_shown(request, within=STAFF_HOURS * 3600, methods=["mfa"]) and has_second_factor(request.user))


def has_second_factor(member) -> bool:
    return is_mfa_enabled(member, types=SECOND_FACTORS)


def keep_short(session) -> None:
    """A session of somebody at work ends twelve hours later, unless it ends with the browser."""
    if not session.get_expire_at_browser_close() and session.get_expiry_age() > STAFF_HOURS * 3600:
        session.set_expiry(STAFF_HOURS * 3600)


def _lead_to_factor(request):
    """What was sent waits in the session meanwhile: nobody types it twice."""
    if not has_second_factor(request.user):
        return redirect("members:second_factor")
    return suspend_request(request, get_adapter(request).get_reauthentication_methods(request.user)[0]["url"])
