"""Groups in the back office: open, refuse, moderators, close; and what a report carries."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from rootbridge.base.audit.chain import record
from rootbridge.people.members.access import staff_only

from .. import actions
from ..desk import KINDS, lines_of, may_read_passage, proposed, running, size_words, sleeping
from ..forms.desk import CloseForm
from ..forms.group import WhyForm
from ..models import Group, Invitation, State
from ..permissions import may_check_moderator, may_open_group, may_work_on_groups
from .groups import where_of

PAGE = 30
SHOWN = {"": proposed, "sleeping": sleeping, "all": running}


@staff_only
@require_safe
def groups(request):
    """Groups of one's place or country: to open, asleep, all."""
    user, show = request.user, request.GET.get("show", "")
    if not may_work_on_groups(user):
        raise Http404("no such work")
    show = show if show in SHOWN else ""
    counts = {key: find(user).count() for key, find in SHOWN.items()}
    rows = SHOWN[show](user).for_cards().order_by("proposed_at" if not show else "name", "pk")
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    return render(request, "community/manage/list.html", {"page": page, "show": show, "counts": counts})


@staff_only
@require_safe
def group(request, number):
    return _page(request, find(request.user, number))


def _page(request, found, *, why=None, end=None, status=200):
    moderators = found.memberships.filter(is_moderator=True).select_related("member").order_by("moderator_since")
    known = {
        "group": found, "where": where_of(found), "size": size_words(found), "moderators": moderators,
        "may_open": may_open_group(request.user, found), "may_check": may_check_moderator(request.user, found),
        "why": why or WhyForm(auto_id="why-%s"), "end": end or CloseForm(auto_id="end-%s"),
        "links": found.invitations.good(timezone.now()).filter(is_to_tend=True).order_by("-at")[:5],
        "may_find": found.lacks_moderator,
        "may_close": found.state in (State.OPEN, State.ASLEEP),
    }  # fmt: skip
    return render(request, "community/manage/group.html", known, status=status)


@staff_only
@require_POST
def decide(request, number):
    """Open it, or say why not."""
    found = find(request.user, number)
    if found.state != State.PROPOSED:
        messages.info(request, _("Somebody decided before you. Nothing was changed."))
        return redirect("manage_groups:group", number=number)
    if not may_open_group(request.user, found):
        raise PermissionDenied("somebody else decides")
    if request.POST.get("answer") == "open":
        actions.decide_group(found, by=request.user, opens=True)
        messages.success(request, _("Open. Whoever proposed it hears of it."))
        return redirect("manage_groups:list")
    form = WhyForm(request.POST, auto_id="why-%s")
    if not form.is_valid():
        return _page(request, found, why=form, status=422)
    actions.decide_group(found, by=request.user, opens=False, reason=form.cleaned_data["reason"])
    messages.success(request, _("Not opened. Whoever proposed it reads your reason."))
    return redirect("manage_groups:list")


@staff_only
@require_POST
def moderators(request, number):
    """Say that a moderator of young people is known; or make a link for whoever is to tend a group."""
    found = find(request.user, number)
    if request.POST.get("find"):
        if not found.lacks_moderator:
            raise PermissionDenied("somebody tends it")
        Invitation.make(found, by=request.user, is_to_tend=True)
        messages.success(request, _("Made. Give the link to one person you trust: they join and tend the group."))
        return redirect("manage_groups:group", number=number)
    chosen = request.POST.get("moderator", "")[:18]
    row = found.memberships.filter(pk=chosen if chosen.isdecimal() else 0, is_moderator=True).first()
    if row is None or not may_check_moderator(request.user, found):
        raise Http404("no such moderator")
    row.group = found
    row.check_by(request.user)
    messages.success(request, _("Kept, with your name: you know them."))
    return redirect("manage_groups:group", number=number)


@staff_only
@require_POST
def close(request, number):
    """Close it, or let it go on in another one."""
    found, form = find(request.user, number), CloseForm(request.POST, auto_id="end-%s")
    successor = None
    if form.is_valid() and form.slug:
        successor = running(request.user).filter(slug=form.slug, state=State.OPEN).exclude(pk=found.pk).first()
        if successor is None:
            form.add_error("successor", _("No open group of yours has this address."))
    if not form.is_valid():
        return _page(request, found, end=form, status=422)
    actions.close_group(found, by=request.user, reason=form.cleaned_data["reason"], successor=successor)
    messages.success(request, _("Closed. Its members still read what was written."))
    return redirect("manage_groups:list")


@staff_only
@require_safe
def reported(request, kind, number):
    """What a report carries, for who decides on it; that it was read is kept in the record."""
    if kind not in KINDS or not may_read_passage(request.user, kind, number):
        raise Http404("nothing reported")
    thing = get_object_or_404(KINDS[kind], pk=number)
    record("community.passage_read", thing, by=request.user)
    return render(request, "community/manage/reported.html", {"kind": kind, "lines": lines_of(kind, thing)})


def find(user, number) -> Group:
    """Raises Http404."""
    return get_object_or_404(Group.objects.worked_on_by(user).for_cards(), pk=number)
