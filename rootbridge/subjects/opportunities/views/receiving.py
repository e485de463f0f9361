"""Back office: answers received, each with home's side of its steps."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from rootbridge.people.members.access import staff_only

from .. import desk, opening, showing
from ..actions import take_step
from ..facts import hours_short
from ..forms import HoursForm, ReasonForm, WordsForm
from ..models import READERS, Answer, OutOfTurn, StepKind
from ..permissions import may_handle_answer
from ..planks import HOME, agree_words, bridge_of, history_of

PAGE, BESIDE = 30, 12
HOME_STEPS = (StepKind.ACCEPTED, StepKind.DECLINED, StepKind.PROPOSED, StepKind.AGREED, StepKind.CONFIRMED)


@staff_only
def answers(request):
    """Answers to the needs one works for: what waits first, then the rest."""
    if not request.user.reach.holds(*READERS):
        raise Http404("no answers to read")
    received, now = Answer.objects.received_by(request.user), timezone.now()
    is_all = request.GET.get("show") == "all"
    rows = received.order_by("-moved_at", "pk") if is_all else received.waiting_for_home(now).order_by("moved_at", "pk")
    page = Paginator(rows.for_cards(), PAGE).get_page(request.GET.get("page"))
    return render(request, "opportunities/manage/answers.html", {
        "page": page, "rows": [desk.answer_row(answer, now) for answer in page], "is_all": is_all,
        "waiting": received.waiting_for_home(now).count(), "all": received.count(),
    })  # fmt: skip


@staff_only
def answer(request, number):
    """One answer: closed until somebody opens it; open, what its author chose to show, and home's next step."""
    return _page(request, _find(request.user, number))


@staff_only
@require_POST
def step(request, number):
    """Open, accept, decline, propose, agree, confirm."""
    found, kind = _find(request.user, number), request.POST.get("kind")
    if kind == StepKind.SEEN:
        opening.open_answer(found, by=request.user)
        return redirect("manage_needs:answer", number=number)
    if kind not in HOME_STEPS:
        raise Http404("no such step")
    form = _form(found, kind, request.POST)
    if not form.is_valid():
        return _page(request, found, form=form, kind=kind, status=422)
    try:
        take_step(answer=found, kind=StepKind(kind), by=request.user, **form.said(), is_home=True)
    except (OutOfTurn, PermissionDenied):
        return _page(request, _find(request.user, number), is_late=True, status=409)
    messages.success(request, _done(kind))
    return redirect("manage_needs:answer", number=number)


def _find(user, number):
    """Raises Http404."""
    found = Answer.objects.received_by(user).for_cards().filter(pk=number).first()
    if found is None or not may_handle_answer(user, found):
        raise Http404("no such answer")
    return found


def _page(request, found, *, form=None, kind="", is_late=False, status=200):
    steps = list(found.steps.in_order())
    if found.is_opened:
        opening.look(found, by=request.user)
    forms = {step: _form(found, step, steps=steps) for step in HOME_STEPS if found.is_opened and found.may_become(step)}
    if found.state == StepKind.PROPOSED and found.proposed_by_home:
        forms.pop(StepKind.AGREED, None)
    if kind in forms:
        forms[kind] = form
    name = showing.name_for_home(found)
    return render(request, "opportunities/manage/answer.html", {
        "answer": found, "need": found.need, "title": found.need.said("titles"), "is_open": found.is_opened,
        "is_gone": found.state == StepKind.WITHDRAWN, "bridge": bridge_of(found, steps, seen_from=HOME),
        "forms": forms, "wrong": kind, "is_late": is_late, "name": name or _("The helper"), "is_named": bool(name),
        "shown": showing.shown_in(found) if found.is_opened else [], "organisation": found.need.organisation.name,
        "looks": opening.looks_of(found, request.user), "came": desk.came_words(found), "due": desk.due_tag(found),
        "history": history_of(found, steps, seen_from=HOME), "agree_words": agree_words(steps),
        "hours_offered": hours_short(found.hours_offered) if found.hours_offered else "",
        "queue": [desk.answer_row(one, timezone.now()) for one in _beside(request.user, found)],
    }, status=status)  # fmt: skip


def _beside(user, found):
    """What else waits, for the list beside the answer."""
    received = Answer.objects.received_by(user)
    waiting = received.waiting_for_home(timezone.now()).values("pk")
    rows = received.filter(Q(pk__in=waiting) | Q(pk=found.pk))
    return rows.for_cards().order_by("moved_at", "pk")[:BESIDE]


def _form(found, kind, data=None, steps=()):
    options = {"initial": {"version": found.version}, "auto_id": f"id_{kind}_%s"}
    if kind == StepKind.DECLINED:
        return ReasonForm(data, **options)
    if kind in (StepKind.PROPOSED, StepKind.CONFIRMED):
        least = 0 if kind == StepKind.CONFIRMED else 1
        given = next((step.hours for step in steps if step.kind == StepKind.GIVEN), found.hours_agreed)
        options["initial"]["hours"] = given if kind == StepKind.CONFIRMED else found.hours_offered
        wants_words = kind == StepKind.PROPOSED
        return HoursForm(data, counts_hours=found.counts_hours, least=least, wants_words=wants_words, **options)
    return WordsForm(data, **options)


def _done(kind):
    return {
        StepKind.ACCEPTED: _("Accepted. A letter is on its way."),
        StepKind.DECLINED: _("Declined with your reason."),
        StepKind.PROPOSED: _("Your proposal is sent."),
        StepKind.AGREED: _("Agreed."),
        StepKind.CONFIRMED: _("Counted. Thank you."),
    }[StepKind(kind)]
