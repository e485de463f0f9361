"""Coming in and going: joining, asking, by a link, how one is in a group, leaving, being sent away."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from rootbridge.people.members.limits import TooMany, count
from rootbridge.shared.moderation.forms import AppealForm
from rootbridge.shared.moderation.models import Appeal

from .. import actions
from ..forms.group import JoinForm, MembershipForm
from ..models import Group, Invitation, Joining, Membership, Removal
from ..permissions import may_join, may_take_over
from ..vacancies import leave_group, step_back
from .groups import about, find_group

RATES = {"joined": "20/1d/key"}
KIND = "community.removal"


@require_http_methods(["GET", "HEAD", "POST"])
def join(request, slug):
    """Join an open group, or ask to be let in."""
    group = find_group(request.user, slug)
    if not may_join(request.user, group):
        return redirect(group)
    return _come_in(request, group, asks=group.joining == Joining.REQUEST)


@require_http_methods(["GET", "HEAD", "POST"])
def link(request, key):
    """By a link of a moderator, into whatever group it leads to."""
    found = (
        Invitation.objects.good(timezone.now())
        .select_related("group__place", "group__residence")
        .filter(key=key[:64])
        .first()
    )
    if found is None:
        raise Http404("no such link")
    if found.group.standing_of(request.user):
        return redirect(found.group)
    if not may_join(request.user, found.group, by_link=True):
        raise Http404("not for this member")
    return _come_in(request, found.group, asks=False, by_link=found)


def _come_in(request, group, *, asks, by_link=None):
    form = JoinForm(request.POST if request.method == "POST" else None, group=group, asks=asks,
                    initial={"name": request.user.name})  # fmt: skip
    page = about(request, group) | {"form": form, "asks": asks}
    if not form.is_valid():
        return render(request, "community/join.html", page, status=422 if form.is_bound else 200)
    said = form.cleaned_data
    try:
        count(request, "community", RATES, joined=("member", str(request.user.pk)))
    except TooMany:
        form.add_error(None, _("You joined many groups today. Go on tomorrow."))
        return render(request, "community/join.html", page, status=429)
    declared = bool(said.get("has_declared"))
    if asks:
        actions.ask_to_join(
            group,
            by=request.user,
            name=said["name"],
            words=said["words"],
            language=get_language(),
            has_declared=declared,
        )
        messages.success(request, _("Sent to the moderators. You hear from them."))
        return redirect(group)
    if by_link is not None and not by_link.use():
        raise Http404("used up")
    mine, _made = Membership.join(group, request.user, name=said["name"], by=request.user, has_declared=declared)
    if by_link is not None and by_link.is_to_tend and mine.take_over():
        messages.success(request, _("Thank you. You tend the group now."))
        return redirect(group)
    messages.success(request, _("Welcome. Say hello when you like."))
    return redirect(group)


@require_POST
def take_back(request, slug):
    """A request that nobody answered yet."""
    asked = request.user.group_requests.filter(group__slug=slug, outcome="").first()
    if asked is not None:
        asked.take_back(by=request.user)
        messages.success(request, _("Taken back."))
    return redirect("groups:mine")


@require_http_methods(["GET", "HEAD", "POST"])
def membership(request, slug):
    """My name in the group, how often it writes, what becomes of my posts; and the way out."""
    group, mine = find_own(request.user, slug)
    initial = {"name": mine.name, "rhythm": mine.rhythm, "keeps_posts": mine.keeps_posts}
    form = MembershipForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        mine.settle(by=request.user, **form.cleaned_data)
        messages.success(request, _("Kept."))
        return redirect(group)
    page = about(request, group) | {"form": form}
    return render(request, "community/membership.html", page, status=422 if form.is_bound else 200)


@require_POST
def leave(request, slug):
    """Go, or be a member only. Where the last moderator goes, the members are asked to take over."""
    group, mine = find_own(request.user, slug)
    if request.POST.get("only") == "moderator":
        step_back(mine, by=request.user)
        messages.success(request, _("Done. You are a member as others are."))
        return redirect(group)
    leave_group(mine, by=request.user)
    messages.success(request, _("Done. You are out of the group."))
    return redirect("groups:mine")


@require_POST
def take_over(request, slug):
    """Tend a group that nobody tends."""
    group, mine = find_own(request.user, slug)
    if may_take_over(request.user, group) and mine.take_over():
        messages.success(request, _("Thank you. You tend the group now."))
    else:
        messages.info(request, _("Somebody tends it already. Nothing was changed."))
    return redirect(group)


@require_http_methods(["GET", "HEAD", "POST"])
def removed(request, slug):
    """Sent away: the reason, and once the way to say that it is wrong."""
    rows = Removal.objects.visible_to(request.user).standing().select_related("group__place", "group__residence")
    removal = get_object_or_404(rows, group__slug=slug)
    appeal = Appeal.objects.about(KIND, removal.pk).first()
    form = AppealForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and appeal is None and form.is_valid():
        Appeal.make(KIND, removal, by=request.user, words=form.cleaned_data["words"], language=get_language())
        messages.success(request, _("Sent. Somebody else reads it and decides."))
        return redirect("groups:removed", slug=slug)
    page = {"removal": removal, "appeal": appeal, "form": form}
    return render(request, "community/removed.html", page, status=422 if form.is_bound and appeal is None else 200)


def find_own(user, slug) -> tuple[Group, Membership]:
    """A group one is in. Raises Http404."""
    group = find_group(user, slug)
    mine = group.standing_of(user)
    if mine is None:
        raise Http404("not in it")
    mine.group = group
    return group, mine
