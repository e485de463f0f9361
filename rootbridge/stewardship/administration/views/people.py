"""Who works here, seen by region; and what happens to a role."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from rootbridge.base.audit.models import Record
from rootbridge.base.core.handover import open_work
from rootbridge.people.members import bodies
from rootbridge.people.members.access import staff_only
from rootbridge.people.members.models import Role
from rootbridge.people.members.models.role import LastAdministrator, Unfit

from .. import actions, sentences
from ..forms.people import HandOverForm, PeopleFilter, ReasonForm, SubstituteForm
from ..permissions import may_end_role, may_manage_role, may_pass_on_role, may_see_people

ROWS = 50


@staff_only
@require_safe
def everybody(request):
    """People at work inside one's own roles, by role, region and state."""
    if not may_see_people(request.user):
        raise Http404("nobody to see")
    form = PeopleFilter(request.GET or None, by=request.user)
    chosen = form.cleaned_data if form.is_valid() else {}
    today, roles = timezone.localdate(), Role.objects.visible_to(request.user).for_list()
    roles = roles.in_state(chosen.get("state", ""), today)
    if chosen.get("kind"):
        roles = roles.filter(kind=chosen["kind"])
    if chosen.get("place"):
        roles = roles.inside(chosen["place"])
    page = Paginator(roles.order_by("place__path", "residence__code", "kind", "pk"), ROWS).get_page(
        request.GET.get("page")
    )
    titles = bodies.find([role.body for role in page])
    rows = [(role, role.bounds.words(titles=titles), role.state_on(today)) for role in page]
    query = request.GET.copy()
    query.pop("page", None)
    known = {"form": form, "page": page, "rows": rows, "before": f"?{query.urlencode()}&page=" if query else "?page="}
    return render(request, "administration/people.html", known)


@staff_only
@require_safe
def role(request, number):
    """One role of one person, what happened to it, and what may be done."""
    return _show(request, _seen(request, number))


@staff_only
@require_POST
def suspend(request, number):
    mine = _seen(request, number)
    _ask(may_manage_role(request.user, mine))
    form = ReasonForm(request.POST, auto_id="suspend_%s")
    return _do(request, mine, form, "suspend_form", lambda known: actions.suspend_role(mine, by=request.user, **known),
               gettext("The role rests from this moment."))  # fmt: skip


@staff_only
@require_POST
def resume(request, number):
    mine = _seen(request, number)
    _ask(may_manage_role(request.user, mine))
    actions.resume_role(mine, by=request.user)
    messages.success(request, gettext("The role goes on."))
    return _back(mine)


@staff_only
@require_POST
def end(request, number):
    mine = _seen(request, number)
    _ask(may_end_role(request.user, mine))
    form = ReasonForm(request.POST, auto_id="end_%s")
    return _do(request, mine, form, "end_form", lambda known: actions.end_role(mine, by=request.user, **known),
               gettext("The role is over. The person's own account stays."))  # fmt: skip


@staff_only
@require_POST
def substitute(request, number):
    mine = _seen(request, number)
    _ask(may_pass_on_role(request.user, mine))
    form = SubstituteForm(request.POST, by=request.user, role=mine, auto_id="substitute_%s")

    def lend(known):
        actions.substitute_role(mine, known.pop("colleague"), by=request.user, **known)

    return _do(request, mine, form, "substitute_form", lend, gettext("Agreed. Both were told."))


@staff_only
@require_POST
def hand_over(request, number):
    mine = _seen(request, number)
    _ask(may_pass_on_role(request.user, mine) and may_end_role(request.user, mine))
    form = HandOverForm(request.POST, by=request.user, role=mine, auto_id="hand_over_%s")

    def pass_on(known):
        actions.hand_over_role(mine, known.pop("colleague"), by=request.user, **known)

    return _do(
        request, mine, form, "hand_over_form", pass_on, gettext("Handed over, with the open work. Both were told.")
    )


def _seen(request, number) -> Role:
    return get_object_or_404(Role.objects.visible_to(request.user).for_list(), pk=number)


def _ask(allowed):
    if not allowed:
        raise PermissionDenied("not inside one's own roles")


def _do(request, mine, form, name, change, done):
    """Make one change, or show the page again with what was typed and what is to mend."""
    if form.is_valid():
        try:
            change(dict(form.cleaned_data))
        except LastAdministrator:
            form.add_error(None, gettext("This is the last administrator. Give the role to somebody else first."))
        except Unfit:
            form.add_error(None, gettext("That cannot be done with this role: it is over, or ends before that day."))
        else:
            messages.success(request, done)
            return _after(request.user, mine)
    return _show(request, mine, status=422, **{name: form})


def _after(user, mine):
    """Back to the role while it may be seen; the change may have been to one's own."""
    user.__dict__.pop("reach", None)
    if Role.objects.visible_to(user).filter(pk=mine.pk).exists() and user.has_role:
        return _back(mine)
    return HttpResponseRedirect(reverse("administration:first" if user.has_role else "home:own"))


def _back(mine):
    return HttpResponseRedirect(reverse("people:role", args=[mine.pk]))


def _show(request, mine, status=200, **forms):
    user, today = request.user, timezone.localdate()
    history = Record.objects.about(mine).order_by("-pk")[:ROWS]
    state = mine.state_on(today)
    may = {
        "manage": may_manage_role(user, mine),
        "end": may_end_role(user, mine),
        "pass_on": may_pass_on_role(user, mine),
    }
    page = {
        "role": mine, "where": mine.bounds.words(), "state": state, "is_own": mine.member_id == user.pk,
        "may": {name: answer and state != "over" for name, answer in may.items()},
        "substitutes": mine.substitutes.standing().select_related("member"), "history": sentences.said(history),
        "open_work": [(work.title, count) for work in open_work if (count := work.seen(work.rows(mine), user).count())],
        "suspend_form": ReasonForm(auto_id="suspend_%s"), "end_form": ReasonForm(auto_id="end_%s"),
        "substitute_form": SubstituteForm(by=user, role=mine, auto_id="substitute_%s"),
        "hand_over_form": HandOverForm(by=user, role=mine, auto_id="hand_over_%s"),
    } | forms  # fmt: skip
    return render(request, "administration/role.html", page, status=status)
