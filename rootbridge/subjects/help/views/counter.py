"""Typing in what somebody says at the counter or on the telephone, and the slip they take along."""

from django.core import signing
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe
from markupsafe import Markup

from rootbridge.base.design.jinja import direction_of
from rootbridge.base.files.uploading import takes_files
from rootbridge.people.members.access import staff_only
from rootbridge.people.members.limits import TooMany, count
from rootbridge.people.offices.models import Office
from rootbridge.shared.translation.desks import desk_of

from ..counter_forms import CounterForm
from ..following import pin_of, their_pin_of
from ..intake import put
from ..models import Behalf, Question
from ..permissions import may_answer
from ..staff import offices_of

SALT = "rootbridge.help.slip"
SLIP_LASTS = 60 * 15
RATES = {"typed_in": "120/1h/key"}


@staff_only
@takes_files
@require_http_methods(["GET", "HEAD", "POST"])
def new(request):
    """The form for people of an office; then the slip."""
    own = Office.objects.filter(pk__in=offices_of(request.user)).order_by("pk").first()
    if own is None:
        raise Http404("no office")
    typed = (request.POST, request.FILES) if request.method == "POST" else ()
    form = CounterForm(*typed, own=own.slug)
    if form.is_valid() and _may_type(request, form):
        question, _made = _put(request, form)
        return redirect("manage_questions:slip", slip_of(question, request.user))
    return render(request, "help/desk_new.html", {"form": form}, status=422 if form.is_bound else 200)


@staff_only
@cache_control(private=True, no_store=True)
@require_safe
def slip(request, token):
    """Number and PIN in large digits, in the language of whoever asked; for a quarter of an hour, for who typed it."""
    try:
        number, typed_by = signing.loads(token, salt=SALT, max_age=SLIP_LASTS)
    except signing.BadSignature as error:
        raise Http404("no such slip") from error
    if typed_by != request.user.pk:
        raise Http404("another's slip")
    question = get_object_or_404(Question.objects.with_office(), pk=number)
    behalf = Behalf.objects.filter(question=question).first()
    pins = {"pin": aloud(pin_of(question.number)), "their_pin": aloud(their_pin_of(question.number)) if behalf else ""}
    with translation.override(question.language):
        desk = desk_of(question.office, question.living, timezone.now())
        drawn = render_to_string("help/slip.html", {"question": question, "desk": desk, **pins}, request=request)
    page = {"question": question, "slip": Markup(drawn), "direction": direction_of(question.language)}
    page["is_ours"] = may_answer(request.user, question)
    return render(request, "help/desk_slip.html", page)


def slip_of(question, typed_by) -> str:
    return signing.dumps([question.pk, typed_by.pk], salt=SALT)


def aloud(pin: str) -> str:
    """In two groups, as one reads it aloud: "048 213"."""
    return f"{pin[:3]} {pin[3:]}"


def _put(request, form):
    said = form.cleaned_data
    return put(
        office=said["office"], words=said["words"], language=said["language"], topic=said["topic"],
        living=said["living"], channel=said["channel"], email=said["email"], phone=said["phone"],
        call_hours=said["call_hours"], excluded=said["excluded"], client_id=f"typed {said['client']}"[:36],
        behalf=said["behalf"], files=said["files"], typed_by=request.user,
    )  # fmt: skip


def _may_type(request, form) -> bool:
    try:
        count(request, "help", RATES, typed_in=("typed_in", str(request.user.pk)))
    except TooMany:
        form.add_error(None, _("You wrote down very many questions in this hour. Wait a little."))
        return False
    return True
