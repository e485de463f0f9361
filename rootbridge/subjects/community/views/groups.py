"""The groups: the list that everybody reads, one group, one's own, proposing one, who is in it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rootbridge.base.core.access import public
from rootbridge.people.members.limits import TooMany, count
from rootbridge.shared.moderation.gate import let_report

from .. import actions, feed, places
from ..forms.contact import ReasonForm
from ..forms.group import GroupForm
from ..forms.posting import PostForm
from ..models import Group, GroupKind, Harvest, Profile, State, TooManyExclusions
from ..models.contact import new_client
from ..permissions import may_join, may_post, may_read_group, may_see_members, may_take_over, may_tend
from .hiding import blocked, full

PAGE = 24
MEMBERS_PAGE = 20
RATES = {"proposed": "3/1d/key"}


@public
@require_safe
def listing(request):
    """What groups there are; who is in them nobody reads here."""
    kind, place = request.GET.get("kind", ""), request.GET.get("place", "")
    residence, language = request.GET.get("living", ""), request.GET.get("language", "")
    found = Group.objects.listed().for_cards()
    kind = kind if kind in GroupKind.values else ""
    if kind:
        found = found.filter(kind=kind)
    if place in dict(places.districts()):
        found = found.filter(place__path__startswith=f"{place[:2]}/{place}/")
    if residence in dict(places.countries()):
        found = found.filter(residence__code=residence)
    if language in dict(places.tongues()):
        found = found.filter(languages__contains=[language])
    page = Paginator(found.order_by("name", "pk"), PAGE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    known = {
        "page": page,
        "sizes": feed.how_many_of(list(page.object_list)),
        "kinds": GroupKind.choices,
        "kind": kind,
        "places": places.districts(),
        "place": place,
        "countries": places.countries(),
        "living": residence,
        "language": language,
        "tongues": places.spoken(),
        "before": "?" + (query.urlencode() + "&" if query else "") + "page=",
        "is_narrow": bool(kind or place or residence or language),
    }
    return render(request, "community/groups.html", known)


@require_safe
def mine(request):
    """Groups one is in, what one proposed, where one asked."""
    user = request.user
    rows = user.group_memberships.select_related("group").order_by("group__name", "pk")
    page = {
        "rows": [row for row in rows if row.group.state != State.REFUSED],
        "refused": Group.objects.filter(proposed_by=user, state=State.REFUSED).order_by("-decided_at")[:5],
        "requests": user.group_requests.select_related("group").order_by("-at")[:20],
        "removals": user.group_removals.standing().select_related("group").order_by("-at")[:10],
    }
    return render(request, "community/my_groups.html", page)


@public
@require_safe
def group(request, slug):
    """What a group says of itself; to its members what is said in it."""
    found, user = find_group(request.user, slug), request.user
    page = about(request, found)
    if may_read_group(user, found):
        lines, pinned = feed.page_of(found, user, request.GET.get("page"))
        page |= {
            "page": lines,
            "pinned": pinned,
            "may_post": may_post(user, found),
            "client": new_client(),
            "form": PostForm(initial={"client": new_client()}),
        }
        return render(request, "community/group.html", page)
    return render(request, "community/group_outside.html", page)


def about(request, found) -> dict:
    """What every page of a group needs."""
    user = request.user
    asked = user.group_requests.filter(group=found, outcome="").first() if user.pk else None
    return {
        "group": found,
        "mine": found.standing_of(user),
        "size": feed.how_many(found),
        "may_join": may_join(user, found),
        "may_tend": may_tend(user, found),
        "may_take_over": may_take_over(user, found),
        "may_see_members": may_see_members(user, found),
        "asked": asked,
        "where": where_of(found),
    }


def where_of(found) -> str:
    """For whom it is, in words."""
    language = get_language()
    home = found.place.name(language) if found.place else ""
    living = found.residence.name(language) if found.residence else ""
    if home and living:
        return _("People from %(home)s who live in %(living)s") % {"home": home, "living": living}
    if home:
        return _("People from %(home)s") % {"home": home}
    return _("People who live in %(living)s") % {"living": living} if living else _("People everywhere")


@require_http_methods(["GET", "HEAD", "POST"])
def propose(request):
    """A new group waits until a representative of its place or country opened it."""
    form = GroupForm(
        request.POST if request.method == "POST" else None,
        initial={
            "name_in_it": request.user.name,
            "languages": [get_language()],
            "joining": "request",
            "members_seen": "members",
        },
    )
    if not form.is_valid():
        return render(request, "community/propose.html", {"form": form}, status=422 if form.is_bound else 200)
    try:
        count(request, "community", RATES, proposed=("member", str(request.user.pk)))
    except TooMany:
        form.add_error(None, _("You proposed three groups today. Go on tomorrow."))
        return render(request, "community/propose.html", {"form": form}, status=429)
    name = form.cleaned_data["name_in_it"]
    made = actions.propose_group(by=request.user, name_in_it=name, language=get_language(), **form.values())
    messages.success(request, _("Sent to the representative. You hear within a week."))
    return redirect(made)


@require_safe
def members(request, slug):
    """Who is in it, for those who may see that; entries of the directory where this reader finds them anyway."""
    found, user = find_group(request.user, slug), request.user
    if not may_see_members(user, found):
        raise Http404("not here")
    rows = found.memberships.seen_by(user).select_related("member").order_by("-is_moderator", "name", "pk")
    page = Paginator(rows, MEMBERS_PAGE).get_page(request.GET.get("page"))
    page.object_list = list(page.object_list)
    allowed = Harvest.spend(user, [row.member_id for row in page.object_list if row.member_id != user.pk])
    entries = {entry.member_id: entry for entry in Profile.objects.visible_to(user).filter(member__in=allowed)}
    known = about(request, found) | {
        "page": page,
        "entries": entries,
        "rows": [row for row in page.object_list if row.member_id in allowed or row.member_id == user.pk],
        "is_full": len(allowed) < len([row for row in page.object_list if row.member_id != user.pk]),
    }
    return render(request, "community/members.html", known)


@require_POST
def block(request, slug, number):
    """Block somebody met in a group: gone for each other there too."""
    found = find_group(request.user, slug)
    if not may_see_members(request.user, found):
        raise Http404("not here")
    row = get_object_or_404(found.memberships.seen_by(request.user).exclude(member=request.user), pk=number)
    try:
        actions.keep_away(owner=request.user, other=row.member, words=row.name)
        messages.success(request, blocked())
    except TooManyExclusions:
        messages.error(request, full())
    return HttpResponseRedirect(reverse("groups:members", args=[slug]))


@require_http_methods(["GET", "HEAD", "POST"])
def report_group(request, slug):
    """Two taps, to those who run the platform."""
    found = find_group(request.user, slug)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    page = {"form": form, "title": found.name, "back": found.get_absolute_url()}
    if not form.is_valid():
        return render(request, "community/report.html", page, status=422 if form.is_bound else 200)
    try:
        let_report(request)
    except TooMany:
        return render(request, "community/report.html", page | {"too_many": True}, status=429)
    actions.report("community.group", found, by=request.user, reason=form.cleaned_data["reason"])
    messages.success(request, _("Sent. We tell you what we decide."))
    return redirect(found)


def find_group(user, slug) -> Group:
    """Raises Http404: what is not listed, and not one's own, is not there."""
    found = Group.objects.visible_to(user).for_cards().filter(slug=slug[:90]).first()
    if found is None:
        raise Http404("no such group")
    return found
