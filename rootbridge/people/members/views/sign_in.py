"""Sign-in by a code: the address, the code, a new code."""

from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from rootbridge.base.core.access import public

from .. import codes, flows
from ..forms.sign_in import AddressForm, CodeForm
from ..limits import TooMany

AFTER = 900  # seconds until there is room again
TOO_MANY_LETTERS = _(
    "We have sent several codes to this address. Look into your mail, or try again in fifteen minutes."
)


@public
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request):
    """Ask for the address; a code goes to it, whoever it belongs to."""
    if request.method != "POST":
        if request.user.is_authenticated:
            return HttpResponseRedirect(flows.after_sign_in(request))
        form = AddressForm(initial={"next": flows.safe_next(request, request.GET.get("next"))})
        return render(request, "members/sign_in.html", {"form": form})
    form = AddressForm(request.POST)
    if not form.is_valid():
        return render(request, "members/sign_in.html", {"form": form}, status=422)
    return _ask(request, form)


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def code(request):
    """Ask for the code; the right one signs in, and makes the account if there is none."""
    waiting = codes.pending(request)
    if request.user.is_authenticated:
        return HttpResponseRedirect(flows.after_sign_in(request))
    if waiting is None:
        return HttpResponseRedirect(reverse("members:sign_in"))
    if request.method != "POST":
        return render(request, "members/code.html", {"form": CodeForm(), "waiting": waiting})
    form = CodeForm(request.POST)
    if form.is_valid() and (confirmed := try_code(request, form)):
        return flows.sign_in(request, confirmed, is_shared=form.cleaned_data["is_shared"])
    return render(request, "members/code.html", {"form": form, "waiting": waiting}, status=status_of(form))


@public
@never_cache
@require_POST
def new_code(request):
    """Send another code to the same address."""
    waiting = codes.pending(request)
    if waiting is None:
        return HttpResponseRedirect(reverse("members:sign_in"))
    try:
        codes.ask(request, waiting.address, next_url=waiting.next_url)
    except TooMany:
        known = {"form": CodeForm(), "waiting": waiting, "trouble": TOO_MANY_LETTERS}
        return later(render(request, "members/code.html", known, status=429))
    return HttpResponseRedirect(reverse("members:code") + "?new=1")


def _ask(request, form):
    try:
        codes.ask(request, form.cleaned_data["email"], next_url=flows.safe_next(request, form.cleaned_data["next"]))
    except TooMany:
        form.add_error("email", TOO_MANY_LETTERS)
        return later(render(request, "members/sign_in.html", {"form": form}, status=429))
    return HttpResponseRedirect(reverse("members:code"))


def try_code(request, form):
    """What was waited for when the code is right, else None and the sentence on the form."""
    try:
        return codes.confirm(request, form.cleaned_data["code"])
    except codes.Wrong:
        form.add_error("code", gettext("This is not the code we sent. Look at the newest e-mail once more."))
    except codes.Over:
        form.add_error("code", gettext("This code is over. Let us send you a new one: use the button below."))
    except TooMany:
        form.add_error("code", gettext("Too many codes were tried from here. Wait an hour, then ask for a new one."))
        form.is_too_often = True
    return None


def status_of(form) -> int:
    """429 after too many tries, else 422."""
    return 429 if getattr(form, "is_too_often", False) else 422


def later(response):
    """The answer, with the time after which another try makes sense."""
    response["Retry-After"] = str(AFTER)
    return response
