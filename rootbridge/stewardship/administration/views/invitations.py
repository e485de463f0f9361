"""Inviting people to work here."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rootbridge.people.members import bodies
from rootbridge.people.members.access import staff_only
from rootbridge.people.members.models import Invitation, RoleKind
from rootbridge.people.members.reach import GRANTS

from .. import actions
from ..forms.invitations import InvitationForm
from ..permissions import may_see_people, may_withdraw_invitation

ROWS = 50
WORK = {
    RoleKind.ADMINISTRATOR: _("Gives roles, sees all work and figures; private data only for a reason, on record."),
    RoleKind.EDITOR: _("Writes and checks guides, answers and needs."),
    RoleKind.MODERATOR: _("Decides on reports."),
    RoleKind.LOCAL_REPRESENTATIVE: _("Publishes needs of a place, answers people, names colleagues there."),
    RoleKind.RESIDENCE_REPRESENTATIVE: _("Represents people who live in one country, at an embassy or consulate."),
    RoleKind.SUPPORT_AGENT: _("Answers the questions that come to one office."),
    RoleKind.ORGANISATION_OFFICER: _("Publishes the needs of one organisation and answers people."),
}


@staff_only
@require_safe
def choose(request):
    """First step: which role."""
    _ask(request)
    kinds = [(kind, RoleKind(kind).label, WORK[RoleKind(kind)]) for kind in _offered(request.user)]
    return render(request, "administration/choose.html", {"kinds": kinds})


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request, kind):
    """Second step: to whom, for whom, for how long."""
    _ask(request)
    if kind not in _offered(request.user):
        raise Http404("not one's to give")
    form = InvitationForm(request.POST or None, by=request.user, kind=kind, initial=_initial(request))
    page = {"form": form, "kind": kind, "title": RoleKind(kind).label, "work": WORK[RoleKind(kind)]}
    if request.method != "POST" or not form.is_valid():
        return render(request, "administration/invite.html", page, status=422 if form.is_bound else 200)
    known = {name: form.cleaned_data.get(name) for name in ("email", "bounds", "language", "starts_on", "ends_on")}
    _invitation, made = actions.invite(by=request.user, kind=kind, **known)
    if made:
        messages.success(request, gettext("Invited. The letter is on its way to %(email)s.") % known)
    else:
        messages.info(request, gettext("This invitation was open already. No second letter was sent."))
    return HttpResponseRedirect(reverse("people:invitations"))


@staff_only
@require_safe
def sent(request):
    """Invitations inside one's own roles: open ones first."""
    _ask(request)
    invitations = Invitation.objects.visible_to(request.user).for_list()
    is_past = request.GET.get("show") == "past"
    now = timezone.now()
    chosen = invitations.past_at(now) if is_past else invitations.open_at(now)
    page = Paginator(chosen.order_by("-invited_at", "-pk"), ROWS).get_page(request.GET.get("page"))
    titles = bodies.find([one.body for one in page])
    rows = [(one, one.bounds.words(titles=titles)) for one in page]
    counts = {"open": invitations.open_at(now).count(), "past": invitations.past_at(now).count()}
    return render(
        request, "administration/invitations.html", {"page": page, "rows": rows, "is_past": is_past, "counts": counts}
    )


@staff_only
@require_POST
def withdraw(request, number):
    invitation = get_object_or_404(Invitation.objects.visible_to(request.user), pk=number)
    if not may_withdraw_invitation(request.user, invitation):
        raise PermissionDenied("not inside one's own roles")
    invitation.withdraw(by=request.user)
    messages.success(request, gettext("The invitation is taken back."))
    return HttpResponseRedirect(reverse("people:invitations"))


def _ask(request):
    if not may_see_people(request.user):
        raise Http404("nobody to see")


def _offered(user) -> list[str]:
    given = {kind for scope in user.reach.scopes for kind in GRANTS.get(scope.kind, ())}
    return [kind for kind in RoleKind.values if kind in given]


def _initial(request) -> dict:
    """What a link from the page of a role fills in."""
    return {
        name: request.GET[name] for name in ("place", "residence", "body", "where", "ends_on") if name in request.GET
    }
