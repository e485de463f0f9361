"""The moderators' page of a group: requests, words about posts, members, links, what it says of itself."""

import csv

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rootbridge.base.core.sheets import safe

from .. import actions
from ..forms.group import GroupForm, ReplyForm, WhyForm, initial_of
from ..models import Group, Invitation, JoinRequest, Post, PostWord
from ..permissions import may_tend
from .groups import about, find_group

MOST = 50
MOST_POSTS = 10_000


@require_http_methods(["GET", "HEAD", "POST"])
def tend(request, slug):
    """What waits for the moderators. POST: I am still here, or the group wakes."""
    group = find_tended(request.user, slug)
    if request.method == "POST":
        group.wake(by=request.user) if group.state == "asleep" else group.tend(by=request.user)
        messages.success(request, _("Thank you. The group knows that somebody is there."))
        return redirect("groups:tend", slug=slug)
    now = timezone.now()
    words = (
        PostWord.objects.waiting().filter(post__group=group, post__withdrawn_at=None).exclude(post__author=request.user)
    )
    posts = Post.objects.visible_to(request.user).filter(pk__in=words.values("post")).order_by("-at")[:MOST]
    said = {}
    for word in words.filter(post__in=[post.pk for post in posts]):
        said.setdefault(word.post_id, set()).add(word.get_reason_display())
    page = about(request, group) | {
        "requests": group.requests.waiting(now).seen_by(request.user).order_by("at")[:MOST],
        "posts": [(post, sorted(said.get(post.pk, ()))) for post in posts],
        "links": group.invitations.good(now).filter(is_to_tend=False).order_by("-at")[:10],
        "reply": ReplyForm(auto_id="reply-%s"),
    }  # fmt: skip
    return render(request, "community/tend.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def describe(request, slug):
    """What the group says of itself; its kind and place stay."""
    group = find_tended(request.user, slug)
    form = GroupForm(request.POST if request.method == "POST" else None, is_new=False, initial=initial_of(group))
    if form.is_valid():
        group.describe(by=request.user, **form.values())
        messages.success(request, _("Kept."))
        return redirect(group)
    page = about(request, group) | {"form": form}
    return render(request, "community/describe.html", page, status=422 if form.is_bound else 200)


@require_POST
def decide(request, slug, number):
    """Let somebody in, or say not now."""
    group = find_tended(request.user, slug)
    asked = get_object_or_404(JoinRequest.objects.seen_by(request.user).filter(group=group, outcome=""), pk=number)
    form = ReplyForm(request.POST)
    reply = form.cleaned_data["reply"] if form.is_valid() else ""
    lets_in = request.POST.get("answer") == "let_in"
    if actions.decide_request(asked, by=request.user, lets_in=lets_in, reply=reply):
        messages.success(request, _("They are in.") if lets_in else _("They hear your answer."))
    return redirect("groups:tend", slug=slug)


@require_http_methods(["GET", "HEAD", "POST"])
def member(request, slug, number):
    """One member, for a moderator: name them moderator, end that, or send them away with a reason."""
    group = find_tended(request.user, slug)
    rows = group.memberships.seen_by(request.user).exclude(member=request.user).select_related("member")
    row = get_object_or_404(rows, pk=number)
    row.group = group
    form = WhyForm(request.POST if request.POST.get("do") == "away" else None)
    if request.POST.get("do") == "name":
        actions.name_moderator(row, by=request.user)
        messages.success(request, _("Done. They are a moderator now."))
        return redirect("groups:members", slug=slug)
    if request.POST.get("do") == "away" and form.is_valid():
        actions.send_away(row, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, _("Done. They read your reason, and may say that it is wrong."))
        return redirect("groups:members", slug=slug)
    page = about(request, group) | {"row": row, "form": form}
    return render(request, "community/member.html", page, status=422 if form.is_bound else 200)


@require_POST
def post(request, slug, number):
    """Pin a post, let it down, or leave one as it is that somebody told of."""
    group = find_tended(request.user, slug)
    found = get_object_or_404(Post.objects.visible_to(request.user).standing().filter(group=group), pk=number)
    found.group = group
    if request.POST.get("do") == "leave":
        PostWord.settle(found, by=request.user)
        messages.success(request, _("It stays as it is."))
        return redirect("groups:tend", slug=slug)
    if found.parent_id is None:
        found.pin(by=request.user, is_pinned=request.POST.get("do") == "pin")
    return redirect(group)


@require_POST
def links(request, slug):
    """A new link into the group, or the end of one."""
    group = find_tended(request.user, slug)
    number = request.POST.get("end", "")
    if number.isdecimal():
        get_object_or_404(Invitation, group=group, pk=number[:18]).end(by=request.user)
    else:
        Invitation.make(group, by=request.user)
        messages.success(request, _("Made. Whoever has this link can join, for two weeks."))
    return redirect("groups:tend", slug=slug)


@require_safe
def take_posts(request, slug):
    """The posts of the group as a sheet: names as the group calls people, no address of anybody."""
    group = find_tended(request.user, slug)
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{group.slug}.csv"'
    answer.write("\ufeff")
    sheet = csv.writer(answer)
    sheet.writerow([_("Number"), _("Reply to"), _("Written"), _("Name"), _("Words")])
    rows = Post.objects.visible_to(request.user).standing().filter(group=group).order_by("at", "pk")
    for row in rows[:MOST_POSTS].iterator(chunk_size=500):
        sheet.writerow([row.pk, row.parent_id or "", row.at.isoformat(), safe(row.author_name), safe(row.words)])
    return answer


def find_tended(user, slug) -> Group:
    """A group that one tends. Raises Http404."""
    group = find_group(user, slug)
    if not may_tend(user, group):
        raise Http404("not one's own to tend")
    return group
