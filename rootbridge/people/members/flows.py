"""Signing in and out: what happens once a code is confirmed, once somebody is in, and when they leave."""

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.internal.flows.logout import logout
from allauth.account.models import Login
from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY
from django.db import transaction
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language

from . import codes, doorkeeper
from .access import keep_short
from .models import Device, Invitation, Member

CLEARED = '"cache", "cookies", "storage"'
NEUTRAL_PLACE = "https://www.wikipedia.org/"


def sign_in(request, confirmed: codes.Pending, *, is_shared=False):
    """Sign in the owner of a confirmed address, making the account if there is none. Asks for the second factor
    where there is one. Returns the response that leads on."""
    member, made = Member.objects.join(confirmed.address, language=get_language() or settings.LANGUAGE_CODE)
    request.session["members.is_shared"] = is_shared
    record_authentication(request, member, method="code", email=member.email)
    login = Login(user=member, redirect_url=confirmed.next_url or None, signup=made, email=member.email)
    response = perform_login(request, login)
    if not is_shared:
        doorkeeper.remember(request, response, member.email)
    return response


def entered(request, member) -> None:
    """What belongs to every sign-in, by code, passkey or second factor: shorter sessions for those who work here,
    the list of devices, and the roles that were promised to this address."""
    take_invitations(member)
    if request.session.pop("members.is_shared", False):
        request.session.set_expiry(0)
    elif member.has_role:
        keep_short(request.session)
    request.session.save()
    Device.enter(member, request.session.session_key)


def take_invitations(member) -> None:
    """Turn open invitations for the member's address into roles."""
    for invitation in Invitation.objects.open_at(timezone.now()).filter(email__iexact=member.email):
        if invitation.take(member):
            member.__dict__.pop("reach", None)


def sign_out(request) -> None:
    """End this session."""
    if request.user.is_authenticated:
        Device.objects.visible_to(request.user).filter(session_key=request.session.session_key).delete()
    logout(request, show_message=False)


def sign_out_everywhere(request) -> None:
    """End every session of the member, this one too."""
    request.user.forget_sessions()
    logout(request, show_message=False)


def sign_out_elsewhere(request) -> None:
    """End every other session of the member, such as those begun before there was a second factor."""
    with transaction.atomic():
        request.user.forget_sessions()
        request.session[HASH_SESSION_KEY] = request.user.get_session_auth_hash()
        go_on(request)


def go_on(request) -> None:
    """This session goes on under a new key, whatever became of the old one."""
    with transaction.atomic():
        Device.objects.visible_to(request.user).filter(session_key=request.session.session_key).delete()
        request.session.cycle_key()
        Device.go_on(request.user, request.session.session_key)


def leave_quickly(request):
    """Away from here: the session ends, the browser forgets this place and stands somewhere neutral."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in {"same-origin", "none"}:
        return HttpResponseRedirect(reverse("home:front"))
    sign_out(request)
    response = HttpResponseRedirect(NEUTRAL_PLACE)
    response["Clear-Site-Data"] = CLEARED
    return response


def safe_next(request, url: str | None) -> str:
    """The address to go on to, if it is one of ours; else ""."""
    hosts = {request.get_host()}
    if url and len(url) <= 500 and url_has_allowed_host_and_scheme(url, hosts, require_https=request.is_secure()):
        return url
    return ""


def after_sign_in(request) -> str:
    """Where somebody who is signed in already belongs."""
    return safe_next(request, request.GET.get("next")) or reverse("home:own")
