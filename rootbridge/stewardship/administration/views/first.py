"""The first page of the back office, and the page that an invitation leads to."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from rootbridge.base.core.panels import panels
from rootbridge.people.members import bodies, flows
from rootbridge.people.members.access import staff_only

from .. import actions
from ..permissions import may_look, may_switch_parts
from ..waiting import LATE, SOON, ends_soon, roles_of, waiting

SHOWN = 50


@staff_only
@require_safe
def first(request):
    """What waits, filtered by ``?show=mine`` or ``?show=late``; beside it the panels and one's own roles."""
    everything = waiting(request)
    choices = {
        "": everything,
        "mine": [one for one in everything if one.row.is_mine],
        "late": [one for one in everything if one.kind == LATE],
    }
    show = request.GET.get("show", "")
    show = show if show in choices else ""
    today = timezone.localdate()
    page = {
        "show": show, "rows": choices[show][:SHOWN], "more": max(0, len(choices[show]) - SHOWN),
        "today_count": sum(one.kind == SOON for one in everything),
        "counts": {name: len(rows) for name, rows in choices.items()},
        "roles": [(role, words, ends_soon(role, today)) for role, words in roles_of(request.user)],
        "panels": [(panel, panel.render(request)) for panel in panels if panel.shown_to(request.user)],
    }  # fmt: skip
    return render(request, "administration/first.html", page | {"rooms": _rooms(request.user)})


def _rooms(user) -> list[tuple]:
    """(title, address, note) of what is looked after rarely and has no place in the menu."""
    rooms = [
        (gettext("Manual"), reverse("administration:manual_index"), gettext("One page for each screen, step by step."))
    ]
    if may_look(user):
        note = gettext("For a reason, for thirty minutes, on record.")
        rooms.append((gettext("Open a member's data"), reverse("administration:look"), note))
    if may_switch_parts(user):
        rooms.append(
            (gettext("Parts of the platform"), reverse("administration:parts"), gettext("Each has one switch."))
        )
    return rooms


@require_http_methods(["GET", "HEAD", "POST"])
def welcome(request):
    """Where the letter of an invitation leads: what one is invited to, and one button to take it up."""
    if request.method == "POST":
        if actions.take_up_invitations(request.user):
            flows.go_on(request)
            messages.success(request, gettext("Welcome. You work here now."))
            return HttpResponseRedirect(reverse("administration:first"))
        messages.warning(request, gettext("This invitation is no longer open. Ask for a new one."))
        return HttpResponseRedirect(reverse("invitation:welcome"))
    invitations = list(actions.open_invitations(request.user))
    titles = bodies.find([one.body for one in invitations])
    rows = [(one, one.bounds.words(titles=titles)) for one in invitations]
    return render(request, "administration/welcome.html", {"rows": rows, "roles": roles_of(request.user)})
