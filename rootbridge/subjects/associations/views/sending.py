"""The end of a registration: sent by whoever is signed in; others confirm their address by a code first."""

from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from rootbridge.base.core.access import public
from rootbridge.people.members import codes, flows
from rootbridge.people.members.forms.sign_in import CodeForm
from rootbridge.people.members.limits import TooMany
from rootbridge.people.members.models import Member
from rootbridge.people.members.views.sign_in import TOO_MANY_LETTERS, status_of, try_code

from .. import actions, steps
from .register import SESSION_KEY, check, draft_of


@public
@never_cache
@require_POST
def send(request):
    """Register, or ask for the code that confirms the address first. Sent twice, it is one."""
    draft = draft_of(request)
    if draft is None:
        return redirect("associations:register")
    if draft.sent_at:
        return redirect("associations:registered")
    wishes = {"wants_verification": bool(request.POST.get("wants_verification")),
              "shows": request.POST.get("shows", "")[:2000].strip()}  # fmt: skip
    draft.save_step("check", wishes, following="check")
    if steps.open_steps(draft):
        return check(request, draft, status=422)
    if request.user.is_authenticated:
        actions.send_registration(draft, by=request.user)
        request.session[SESSION_KEY] = draft.key
        return redirect("associations:registered")
    if not draft.answers.get("own_email"):
        return redirect("associations:step", "speaker")
    try:
        codes.ask(request, draft.answers["own_email"], next_url=reverse("associations:registered"))
    except TooMany:
        return check(request, draft, status=429, trouble=TOO_MANY_LETTERS)
    return redirect("associations:code")


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def code(request):
    """The code from the letter: it confirms the address, signs in and registers, all at once."""
    draft, waiting = draft_of(request), codes.pending(request)
    if draft is None or waiting is None or draft.sent_at or request.user.is_authenticated:
        return redirect("associations:step", "check")
    form = CodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and (confirmed := try_code(request, form)):
        answer = flows.sign_in(request, confirmed, is_shared=form.cleaned_data["is_shared"])
        author = Member.objects.get(email=confirmed.address)
        if not author.name:
            author.change(by=author, name=draft.answers["speaker"][:80])
        actions.send_registration(draft, by=author)
        request.session[SESSION_KEY] = draft.key
        return answer
    status = status_of(form) if request.method == "POST" else 200
    return render(request, "associations/register/code.html", {"form": form, "waiting": waiting}, status=status)


@public
@never_cache
@require_POST
def new_code(request):
    """Another code to the same address."""
    waiting = codes.pending(request)
    if waiting is None:
        return redirect("associations:step", "check")
    try:
        codes.ask(request, waiting.address, next_url=waiting.next_url)
    except TooMany:
        known = {"form": CodeForm(), "waiting": waiting, "trouble": TOO_MANY_LETTERS}
        return render(request, "associations/register/code.html", known, status=429)
    return redirect(reverse("associations:code") + "?new=1")
