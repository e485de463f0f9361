"""Asking a desk, and what became of it."""

from allauth.core.internal.ratelimit import consume
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
from rootbridge.people.members.doorkeeper import digest, network_of
from rootbridge.shared.translation.desks import desk_of

from ..forms import AskForm
from ..models import Question

SALT = "rootbridge.help.receipt"
RECEIPT_LASTS = 60 * 60 * 24
# What one network, one address may ask.
RATES = {"by_network": "20/1h/key", "for_address": "6/1h/key"}


@public
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
    """The receipt: number, office, until when. Without the words, since whoever has the address may open it."""
    try:
        number = signing.TimestampSigner(salt=SALT).unsign(receipt, max_age=RECEIPT_LASTS)
    except signing.BadSignature as error:
        raise Http404("no such receipt") from error
    question = get_object_or_404(Question.objects.with_office(), number=number)
    is_mine = bool(request.user.pk) and question.member_id == request.user.pk
    return render(request, "help/asked.html", {"question": question, "is_mine": is_mine})


def questions(request):
    """A member's own questions."""
    rows = Question.objects.mine(request.user).with_office().order_by("-asked_at")
    return render(request, "help/questions.html", {"questions": rows})


def question(request, number):
    """One's own question, and where it is."""
    mine = get_object_or_404(Question.objects.mine(request.user).with_office(), number=number)
    page = {"question": mine, "reply": getattr(mine, "reply", None)}
    return render(request, "help/question.html", page)


def _form_for(request) -> AskForm:
    asked_for = {name: request.GET.get(name, "")[:400] for name in ("office", "topic", "words")}
    return AskForm(
        request.POST if request.method == "POST" else None, bearings=request.bearings, asked=asked_for["office"],
        topic=asked_for["topic"], words=asked_for["words"], needs_email=not request.user.pk,
    )  # fmt: skip


def _put(request, form):
    said = form.cleaned_data
    return Question.ask(
        office=said["office"], words=said["words"], language=get_language(), topic=said["topic"],
        by=request.user if request.user.pk else None, email=said.get("email", ""), living=request.bearings.living,
        excluded=said["excluded"],
    )  # fmt: skip


def _may_ask_now(request, form) -> bool:
    """Within what one network and one address may ask in an hour? Else the form says so."""
    who = request.user.email if request.user.pk else form.cleaned_data["email"]
    keys = {"by_network": digest("by_network", network_of(request)), "for_address": digest("for_address", who)}
    if all(consume(request, app="help", action=name, config=RATES, key=key) for name, key in keys.items()):
        return True
    form.add_error(None, _("Many questions came from here in the last hour. Wait an hour, then send yours again."))
    return False


def _chosen(form):
    """The office that will read it as the form stands, to tell when it is there."""
    slug = form["office"].value()
    return next((reader.office for reader in form.readers if reader.office.slug == slug), None)
