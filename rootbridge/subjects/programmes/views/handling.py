"""Back office: one application at the office that runs its programme: stages, reviewers, decision, messages."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from rootbridge.base.core.text import clean_text
from rootbridge.people.members.access import staff_only
from rootbridge.shared.conversations.ledger import NotTheirs

from .. import actions
from ..ballot import count
from ..budget import money
from ..checking import verdicts_of
from ..dossier import dossier_of
from ..drawing import history_of
from ..forms.handling import AnswerForm, AssignForm, DecisionForm, MilestoneForm, VisitForm
from ..looking import look
from ..models import Application, Assignment, MovedOn, OverSpent
from ..permissions import may_accompany, may_confirm_decision, may_handle_application
from ..talk import lines_of, new_client, wrong_with
from .papers import as_attachment, as_pdf


@staff_only
def application(request, number):
    """All of it: what was handed in, who judges it, what is decided, what goes on afterwards."""
    return show(request, find_handled(request.user, number))


def show(request, found, *, status=200, why="", words="", **forms):
    """``forms``: of the parts that came back with errors, by name."""
    look(found, by=request.user)
    assignments = list(found.assignments.select_related("reviewer", "stage").order_by("pk"))
    decision = found.decisions.waiting().select_related("proposed_by").first()
    usual = {"assign": AssignForm, "decide": DecisionForm, "milestone": MilestoneForm, "visit": VisitForm}
    made = {name: forms.get(name) or kind(auto_id=f"id_{name}_%s") for name, kind in usual.items()}
    stages = list(found.programme.stages.order_by("order", "pk"))
    page = {
        "application": found, "programme": found.programme, "dossier": dossier_of(found), "forms": made,
        "assignments": assignments, "ballot": count([one for one in assignments if one.is_open]), "money": money,
        "verdicts": verdicts_of(found), "stages": stages, "decision": decision,
        "may_confirm": decision is not None and may_confirm_decision(request.user, decision),
        "decided": found.decisions.confirmed().select_related("confirmed_by").order_by("-confirmed_at"),
        "sums": found.call.money(), "currency": found.programme.currency,
        "said": lines_of(found, request.user), "history": history_of(found, at_work=True), "why": why,
        "words": words, "client": new_client(), "can_write": not found.is_over,
        "may_accompany": may_accompany(request.user, found), "advisers": actions.people_of(found.programme.office),
        "milestones": found.milestones.select_related("paper__file").order_by("due_on", "pk"),
        "visits": found.visits.select_related("by").order_by("-on", "-pk"), "answer_form": forms.get("answer"),
        "answer": AnswerForm(), "attachments": found.attachments.standing(),
        "may_decide": found.may_be_decided,
    }  # fmt: skip
    return render(request, "programmes/manage/application.html", page, status=status)


@staff_only
@require_POST
def stage(request, number):
    """Lead it to another stage."""
    found = find_handled(request.user, number)
    wanted = get_object_or_404(found.programme.stages, pk=number_in(request.POST.get("stage")))
    try:
        actions.lead_on(found, wanted, by=request.user)
        messages.success(
            request, _("It is in the stage “%(stage)s”, and the applicant knows.") % {"stage": wanted.name}
        )
    except MovedOn:
        messages.warning(request, late())
    return back(found)


@staff_only
@require_POST
def assign(request, number):
    """Ask somebody to review."""
    found, form = find_handled(request.user, number), AssignForm(request.POST, auto_id="id_assign_%s")
    if not form.is_valid():
        return show(request, found, status=422, assign=form)
    try:
        actions.ask_review(found, form.cleaned_data["reviewer"], by=request.user, due_on=form.cleaned_data["due_on"])
    except PermissionDenied:
        form.add_error("email", _("This person has a part in the application."))
        return show(request, found, status=422, assign=form)
    except MovedOn:
        messages.warning(request, _("Reviewers are asked while it is in a stage of review."))
        return back(found)
    messages.success(request, _("Asked. First they declare whether an interest stands in the way."))
    return back(found)


@staff_only
@require_POST
def unassign(request, number, assignment):
    """Take a review away that was not sent."""
    found = find_handled(request.user, number)
    get_object_or_404(Assignment, application=found, pk=assignment).end(by=request.user)
    return back(found)


@staff_only
@require_POST
def decision(request, number):
    """Propose a decision, confirm the one that waits, or give it back."""
    found, do = find_handled(request.user, number), request.POST.get("do", "propose")
    if do == "propose":
        return _propose(request, found)
    waiting = get_object_or_404(found.decisions.waiting(), pk=number_in(request.POST.get("decision")))
    if do == "drop":
        waiting.drop(by=request.user)
        messages.success(request, _("Given back. Nothing is decided."))
        return back(found)
    if not may_confirm_decision(request.user, waiting):
        raise Http404("not theirs to confirm")
    try:
        actions.confirm_decision(waiting, by=request.user)
        messages.success(request, _("It stands. The applicant is told in their language."))
    except OverSpent as told:
        said = {"left": money(told.left, found.programme.currency)}
        messages.error(request, _("The call has only %(left)s left. Nothing was decided.") % said)
    except (MovedOn, PermissionDenied):
        messages.warning(request, late())
    return back(found)


def _propose(request, found):
    form = DecisionForm(request.POST, auto_id="id_decide_%s")
    if form.is_valid() and (form.cleaned_data.get("amount") or 0) > (found.asked or 0):
        form.add_error("amount", _("This is more than was asked for."))
    if not form.is_valid():
        return show(request, found, status=422, decide=form)
    try:
        actions.propose_decision(found, by=request.user, **form.cleaned_data)
        messages.success(request, _("Proposed. A second person, who did not review it, confirms it."))
    except MovedOn:
        messages.warning(request, late())
    return back(found)


@staff_only
@require_POST
def message(request, number):
    """Write to the applicant."""
    found = find_handled(request.user, number)
    words = clean_text(request.POST.get("words", ""))
    why = wrong_with(words)
    if not why:
        client = clean_text(request.POST.get("client", ""))[:36] or new_client()
        try:
            actions.say_in(found, by=request.user, words=words, client=client, at_work=True)
        except NotTheirs:
            why = _("This conversation is over.")
    if why:
        return show(request, found, status=422, why=why, words=request.POST.get("words", ""))
    messages.success(request, _("Sent."))
    return back(found)


@staff_only
@require_safe
def file(request, number, attachment):
    """A file of an application that one handles; the look is recorded."""
    found = find_handled(request.user, number)
    look(found, by=request.user)
    return as_attachment(get_object_or_404(found.attachments.select_related("file"), pk=attachment).file)


@staff_only
@require_safe
def pdf(request, number):
    """The dossier for the committee's table."""
    found = find_handled(request.user, number)
    look(found, by=request.user)
    return as_pdf(found)


def find_handled(user, number) -> Application:
    """Raises Http404."""
    found = get_object_or_404(Application.objects.handled_by(user).for_pages(), pk=number)
    if not may_handle_application(user, found):
        raise Http404("not theirs to handle")
    return found


def late() -> str:
    return _("It has moved on meanwhile: here is where it stands now.")


def back(found):
    return redirect("manage_programmes:application", number=found.pk)


def number_in(value) -> int:
    return int(value) if value and value.isascii() and value.isdecimal() and len(value) < 18 else 0
