"""Asking a desk, and what became of it."""

from django.core import signing
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from rootbridge.base.core.access import public
from rootbridge.base.design.jinja import render_block
from rootbridge.base.files.uploading import takes_files
from rootbridge.people.members.limits import TooMany, count, network_of
from rootbridge.shared.translation.desks import desk_of

from ..following import pin_of, their_pin_of
from ..forms import AskForm
from ..intake import put
from ..models import Behalf, Question

SALT = "rootbridge.help.receipt"
RECEIPT_LASTS = 60 * 60 * 24
PIN_SHOWN = 60 * 15
# What one network, one address may ask.
RATES = {"by_network": "20/1h/key", "for_address": "6/1h/key"}


@public
@takes_files
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request):
    """The form, with the office that will read it named; then the receipt. A new topic asks for its readers alone."""
    form = _form_for(request)
    if form.is_valid() and _may_ask_now(request, form):
        question, _made = _put(request, form)
        return redirect("help:asked", signing.TimestampSigner(salt=SALT).sign(question.number))
    office = _chosen(form)
    desk = desk_of(office, request.bearings.living, timezone.now()) if office else None
    page = {"form": form, "desk": desk}
    if request.htmx and request.htmx.target == "readers":
        return HttpResponse(render_block(request, "help/ask.html", "readers", page))
    return render(request, "help/ask.html", page, status=422 if form.is_bound else 200)


@public
@cache_control(private=True, no_store=True)
def asked(request, receipt):
    """The receipt: number, office, until when. Without the words, since whoever has the address may open it; the PIN
    stands there for a few minutes only."""
    try:
        number = signing.TimestampSigner(salt=SALT).unsign(receipt, max_age=RECEIPT_LASTS)
    except signing.BadSignature as error:
        raise Http404("no such receipt") from error
    question = get_object_or_404(Question.objects.with_office(), number=number)
    is_mine = bool(request.user.pk) and question.member_id == request.user.pk
    page = {"question": question, "is_mine": is_mine} | _pins_shown(question, receipt)
    return render(request, "help/asked.html", page)


def _pins_shown(question, receipt) -> dict:
    """The PINs on a fresh receipt: ``pin`` of somebody signed out, ``their_pin`` of the person it is about; "" on any
    other."""
    try:
        signing.TimestampSigner(salt=SALT).unsign(receipt, max_age=PIN_SHOWN)
    except signing.SignatureExpired:
        return {"pin": "", "their_pin": ""}
    is_about_another = Behalf.objects.filter(question=question, stopped_at=None).exists()
    return {
        "pin": "" if question.member_id else pin_of(question.number),
        "their_pin": their_pin_of(question.number) if is_about_another else "",
    }


def _form_for(request) -> AskForm:
    asked_for = {name: request.GET.get(name, "")[:400] for name in ("office", "topic", "words")}
    typed = (request.POST, request.FILES) if request.method == "POST" else ()
    return AskForm(
        *typed, bearings=request.bearings, asked=asked_for["office"],
        topic=asked_for["topic"], words=asked_for["words"], needs_way=not request.user.pk,
    )  # fmt: skip


def _put(request, form):
    said = form.cleaned_data
    return put(
        office=said["office"], words=said["words"], language=get_language(), topic=said["topic"],
        behalf=said["behalf"], files=said["files"],
        by=request.user if request.user.pk else None, email=said.get("email", ""), living=request.bearings.living,
        excluded=said["excluded"], phone=said.get("phone", ""), call_hours=said.get("call_hours", ""),
    )  # fmt: skip


def _may_ask_now(request, form) -> bool:
    """Within what one network and one address may ask in an hour? Else the form says so."""
    said = form.cleaned_data
    who = request.user.email if request.user.pk else said["email"] or said["phone"] or network_of(request)
    try:
        count(request, "help", RATES, by_network=("by_network", network_of(request)), for_address=("for_address", who))
    except TooMany:
        form.add_error(None, _("Many questions came from here in the last hour. Wait an hour, then send yours again."))
        return False
    return True


def _chosen(form):
    """The office that will read it as the form stands, to tell when it is there."""
    slug = form["office"].value()
    return next((reader.office for reader in form.readers if reader.office.slug == slug), None)
