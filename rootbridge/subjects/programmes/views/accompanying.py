"""Back office: after a grant: who accompanies, milestones, visits, the end."""

from functools import wraps

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from rootbridge.people.members.access import staff_only

from .. import actions
from ..forms.handling import AnswerForm, MilestoneForm, VisitForm
from ..models import MovedOn
from ..permissions import may_accompany
from .handling import back, find_handled, late, number_in, show


def unless_over(view):
    """For what is only done while somebody is accompanied: where that is over meanwhile, the page says so."""

    @wraps(view)
    def asked(request, number, **more):
        try:
            return view(request, number, **more)
        except MovedOn:
            messages.warning(request, late())
            return back(find_handled(request.user, number))

    return asked


@staff_only
@require_POST
@unless_over
def adviser(request, number):
    """Name who accompanies: somebody of the office."""
    found = find_accompanied(request.user, number)
    wanted = number_in(request.POST.get("adviser"))
    chosen = next((one for one in actions.people_of(found.programme.office) if one.pk == wanted), None)
    if chosen is None:
        raise Http404("nobody of this office")
    actions.name_adviser(found, chosen, by=request.user)
    messages.success(request, _("%(name)s accompanies it, and the applicant knows.") % {"name": chosen.short_name})
    return back(found)


@staff_only
@require_POST
@unless_over
def plan(request, number):
    """A new milestone, agreed with the applicant."""
    found, form = find_accompanied(request.user, number), MilestoneForm(request.POST, auto_id="id_milestone_%s")
    if not form.is_valid():
        return show(request, found, status=422, milestone=form)
    actions.plan_milestone(found, by=request.user, **form.cleaned_data)
    messages.success(request, _("Planned. The applicant sees it."))
    return back(found)


@staff_only
@require_POST
@unless_over
def milestone(request, number, milestone):
    """Confirm one that was reported, or give it back with what is missing."""
    found = find_accompanied(request.user, number)
    row = get_object_or_404(found.milestones.select_related("application__call__programme"), pk=milestone)
    form = AnswerForm(request.POST, auto_id=f"id_answer{milestone}_%s")
    is_back = request.POST.get("do") == "back"
    if is_back and not form.is_valid():
        return show(request, found, status=422, answer=(milestone, form))
    actions.answer_milestone(row, by=request.user, answer=form.cleaned_data["answer"] if is_back else "")
    messages.success(request, _("Saved. The applicant sees it."))
    return back(found)


@staff_only
@require_POST
@unless_over
def visit(request, number):
    """Write down a visit."""
    found, form = find_accompanied(request.user, number), VisitForm(request.POST, auto_id="id_visit_%s")
    if not form.is_valid():
        return show(request, found, status=422, visit=form)
    actions.write_visit(found, by=request.user, **form.cleaned_data)
    messages.success(request, _("Written down. The applicant reads it."))
    return back(found)


@staff_only
@require_POST
@unless_over
def finish(request, number):
    """Everything that was agreed is done."""
    found = find_accompanied(request.user, number)
    found.finish(by=request.user)
    messages.success(request, _("The accompaniment is over."))
    return redirect("manage_programmes:applications")


def find_accompanied(user, number):
    """Raises Http404."""
    found = find_handled(user, number)
    if not may_accompany(user, found):
        raise Http404("nothing to accompany")
    return found
