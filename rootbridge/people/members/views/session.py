"""Leaving: sign out here, everywhere, quickly. And showing once more that it is you."""

from allauth.account.internal.flows.login import record_authentication
from allauth.account.internal.flows.reauthentication import resume_request
from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from rootbridge.base.core.access import public

from .. import codes, flows
from ..forms.sign_in import CodeForm
from ..limits import TooMany
from ..models import Device
from .sign_in import TOO_MANY_LETTERS, later, status_of, try_code


@public
@require_http_methods(["GET", "HEAD", "POST"])
def sign_out(request):
    """A page with the button, and the button."""
    if request.method != "POST":
        devices = Device.objects.visible_to(request.user).count()
        return render(request, "members/sign_out.html", {"devices": devices})
    flows.sign_out(request)
    return HttpResponseRedirect(reverse("home:front"))


@require_POST
def sign_out_everywhere(request):
    flows.sign_out_everywhere(request)
    messages.success(request, gettext("You are signed out on every device."))
    return HttpResponseRedirect(reverse("members:sign_in"))


@public
def leave(request):
    """Quickly away from this platform, on a computer that others use."""
    return flows.leave_quickly(request)


@public
def resting(request):
    """The account of somebody whom the platform suspended."""
    return render(request, "members/resting.html")


@require_http_methods(["GET", "HEAD", "POST"])
def show_again(request):
    """Before something that matters: one more code, to the member's own address."""
    waiting = codes.pending(request)
    is_asked = waiting is not None and waiting.address == request.user.email and bool(waiting.good_letters())
    if "send" in request.POST:
        return _send_again(request)
    if request.method != "POST" or not is_asked:
        return render(request, "members/show_again.html", {"form": CodeForm(), "is_asked": is_asked})
    form = CodeForm(request.POST)
    if form.is_valid() and try_code(request, form):
        record_authentication(request, request.user, method="code", reauthenticated=True)
        return resume_request(request) or HttpResponseRedirect(reverse("members:profile"))
    return render(request, "members/show_again.html", {"form": form, "is_asked": True}, status=status_of(form))


def _send_again(request):
    known = {"form": CodeForm(), "is_asked": True}
    try:
        codes.ask(request, request.user.email)
    except TooMany:
        return later(render(request, "members/show_again.html", known | {"trouble": TOO_MANY_LETTERS}, status=429))
    return render(request, "members/show_again.html", known)
