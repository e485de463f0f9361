"""A member answers a need, and sees what came of it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from .. import drawing, facts, planks, showing
from ..actions import send_answer, take_step
from ..forms import AnswerForm, HoursForm, WordsForm
from ..models import Answer, MovedOn, OutOfTurn, StepKind
from ..own import my_answer as seen_by_author
from ..permissions import may_answer_need, may_own_answer
from .reading import find_need

MY_STEPS = (StepKind.AGREED, StepKind.PROPOSED, StepKind.GIVEN, StepKind.WITHDRAWN)


def answer(request, slug):
    """The form to answer a need; what was sent before stands, and its page is shown."""
    need, member = find_need(request.user, slug), request.user
    if Answer.objects.of(member).standing().filter(need=need).exists():
        return redirect("opportunities:my_answer", slug=slug)
    if not may_answer_need(member, need, timezone.localdate()):
        return _not_open(request, need)
    offers, face = showing.offers(member, need), showing.face_of(member, need)
    form = AnswerForm(
        request.POST if request.method == "POST" else None,
        need=need,
        member=member,
        offers=offers,
        face=showing.face_in_words(**face),
    )
    if request.method == "POST" and form.is_valid():
        try:
            _answer, made = send_answer(need=need, by=member, **form.values(offers, face))
        except MovedOn:
            return _not_open(request, find_need(member, slug))
        if made:
            messages.success(request, _("Sent. You see each step on this page."))
        return redirect("opportunities:my_answer", slug=slug)
    context = {**drawing.need_page(request, need), **drawing.readers_of(need), "form": form}
    return render(request, "opportunities/answer.html", context, status=422 if form.is_bound else 200)


def my_answer(request, slug):
    """The bridge of one's own answer, with what is to be done."""
    return _my_page(request, _mine(request, slug))


@require_POST
def my_step(request, slug):
    """Agree, propose other hours, say that it is done, or take it back."""
    mine, kind = _mine(request, slug), request.POST.get("kind")
    if kind not in MY_STEPS:
        raise Http404("no such step")
    form = _form(mine, kind, request.POST)
    if not form.is_valid():
        return _my_page(request, mine, form=form, kind=kind, status=422)
    try:
        take_step(answer=mine, kind=StepKind(kind), by=request.user, is_home=False, **form.said())
    except (OutOfTurn, PermissionDenied):
        return _my_page(request, _mine(request, slug), is_late=True, status=409)
    messages.success(request, _done(kind))
    return redirect("opportunities:my_answer", slug=slug)


def _not_open(request, need):
    context = drawing.need_page(request, need)
    return render(request, "opportunities/not_open.html", context, status=409 if request.method == "POST" else 200)


def _mine(request, slug):
    """Raises Http404."""
    found = Answer.objects.visible_to(request.user).for_cards().filter(need__slug=slug, member=request.user).first()
    if found is None or not may_own_answer(request.user, found):
        raise Http404("no answer of this member")
    return found


def _my_page(request, mine, *, form=None, kind="", is_late=False, status=200):
    steps = list(mine.steps.in_order())
    forms = {step: _form(mine, step) for step in MY_STEPS if mine.may_become(step)}
    if kind in forms:
        forms[kind] = form
    return render(request, "opportunities/my_answer.html", {
        "answer": mine, "need": mine.need, "own": seen_by_author(mine, steps), "steps": steps, "forms": forms,
        "wrong": kind, "is_late": is_late, "shown": showing.shown_in(mine), "title": mine.need.said("titles"),
        "place": mine.need.place.bare_name(get_language()), **drawing.readers_of(mine.need),
        "history": planks.history_of(mine, steps), "agree_words": planks.agree_words(steps),
        "hours_offered": facts.hours_short(mine.hours_offered) if mine.hours_offered else "",
        "public_words": showing.public_words(mine), "need_is_open": mine.need.is_open_on(timezone.localdate()),
    }, status=status)  # fmt: skip


def _form(mine, kind, data=None):
    options = {"initial": {"version": mine.version}, "auto_id": f"id_{kind}_%s"}
    if kind in (StepKind.PROPOSED, StepKind.GIVEN):
        return HoursForm(data, counts_hours=mine.counts_hours, wants_words=kind == StepKind.PROPOSED, **options)
    return WordsForm(data, **options)


def _done(kind):
    return {
        StepKind.AGREED: _("Agreed. Home knows it now."),
        StepKind.PROPOSED: _("Your proposal is sent. Home agrees or proposes something else."),
        StepKind.GIVEN: _("Thank you. Home confirms it and counts it."),
        StepKind.WITHDRAWN: _("Your answer is taken back. What you showed is gone."),
    }[StepKind(kind)]
