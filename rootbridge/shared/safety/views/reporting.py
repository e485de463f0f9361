"""Reporting: without an account, without a script, and without a trace of what was said."""

from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe

from rootbridge.base.core.access import public
from rootbridge.base.core.clock import platform
from rootbridge.base.reference.helplines import helplines_for
from rootbridge.people.members.limits import TooMany, count, network_of

from .. import uploads
from ..forms import CodeForm, MessageForm
from ..models import NotEnough, SafeReport, Trustee

# What one network may send and try.
RATES = {"report": "5/1h/key,15/1d/key", "follow": "30/1h/key"}


@public
@require_safe
def front(request):
    """Who reads a safe report, how it stays closed, and help outside this platform."""
    return render(request, "safety/front.html", _page(request))


@public
@cache_control(private=True, no_store=True)
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
@sensitive_variables("form", "code", "page")
def report(request):
    """The form; then the code, shown this once. With too few trustees nothing is taken."""
    taken = uploads.in_memory(request) if request.method == "POST" else None
    page = _page(request)
    if not page["circle"]:
        return render(request, "safety/front.html", page, status=409 if taken else 200)
    form = _form(request, taken, page["circle"])
    if form.is_valid() and _within(request, form, "report"):
        try:
            _report, code = SafeReport.receive(form.said, language=get_language(), named=form.cleaned_data["named"])
            return render(request, "safety/sent.html", page | {"code": code})
        except NotEnough:
            form.add_error("named", _("Then nobody is left to read it here. Turn to one of the places below."))
    return render(request, "safety/report.html", page | {"form": form}, status=422 if form.is_bound else 200)


@public
@cache_control(private=True, no_store=True)
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
@sensitive_variables("form", "code", "found", "more", "page")
def follow(request):
    """Replies under a code, and one message more. Nothing is kept in the browser: the code is typed again each time."""
    taken = uploads.in_memory(request) if request.method == "POST" else None
    form = CodeForm(request.POST if taken else None)
    found = None
    if form.is_valid() and _within(request, form, "follow"):
        found = SafeReport.objects.under(form.cleaned_data["code"]).first()
        if found is None:
            form.add_error("code", _("Nothing stands under this code. Look at it once more."))
    if found is None:
        return render(request, "safety/follow.html", {"form": form}, status=422 if form.is_bound else 200)
    return _followed(request, found, form.cleaned_data["code"], taken)


def _followed(request, found, code, taken):
    step, page = request.POST.get("step", ""), {"code": code, "report": found, "told": ""}
    if step == "withdraw":
        found.withdraw()
        return render(request, "safety/withdrawn.html")
    circle = found.circle()
    more = MessageForm(circle=circle)
    if step == "add":
        more = _form(request, taken, circle)
        if more.is_valid() and found.add(more.said, named=more.cleaned_data["named"]):
            page["told"], more = _("Sent to the trustees."), MessageForm(circle=circle)
        elif more.is_valid():
            more.add_error(None, _("Nobody is left here to read it. Turn to one of the places below."))
    page |= {"form": more, "replies": found.replies(code)} | _page(request)
    return render(request, "safety/replies.html", page, status=422 if more.is_bound else 200)


def _form(request, taken, circle) -> MessageForm:
    if taken is None:
        return MessageForm(circle=circle)
    data = request.POST
    return MessageForm(data, request.FILES, circle=circle, is_full=taken.is_full)


def _page(request) -> dict:
    """{"circle", "helplines"}: who reads, nobody when there are too few; where else there is help."""
    try:
        circle = Trustee.objects.circle()
    except NotEnough:
        circle = []
    return {"circle": circle, "helplines": helplines_for(request.bearings.living, platform().country)}


def _within(request, form, action) -> bool:
    try:
        count(request, "safety", RATES, **{action: (action, network_of(request))})
    except TooMany:
        form.add_error(None, _("Much came from your network in this hour. Wait a little, or turn to a helpline now."))
        return False
    return True
