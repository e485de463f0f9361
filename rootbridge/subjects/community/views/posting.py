"""What members write: posts, replies, their files; changed, taken back, reported."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rootbridge.base.files.uploading import takes_files
from rootbridge.base.files.vault import Unreadable
from rootbridge.people.members.limits import TooMany, count
from rootbridge.shared.moderation.gate import let_report

from .. import actions, feed
from ..forms.contact import ReasonForm
from ..forms.posting import EditForm, PostForm, ReplyForm
from ..models import GroupFile, Post
from ..permissions import may_change_post, may_post, may_read_group, may_take_post
from .groups import about
from .joining import find_own

RATES = {"posted": "20/1h/key,60/1d/key"}
CLOSED = "sandbox; default-src 'none'; img-src 'self'"


@takes_files
@require_POST
def write(request, slug):
    """A new post; sent twice it is one."""
    group, mine = find_own(request.user, slug)
    if not may_post(request.user, group):
        raise PermissionDenied("nobody writes here now")
    form = PostForm(request.POST, request.FILES)
    if form.is_valid() and _counted(request, form):
        said = form.cleaned_data
        post = Post.write(mine, words=said["words"], client=said["client"], files=said["files"])
        return redirect(address_of(group, post))
    lines, pinned = feed.page_of(group, request.user, "1")
    page = about(request, group) | {
        "form": form,
        "page": lines,
        "pinned": pinned,
        "may_post": True,
        "client": said_client(form),
    }
    return render(request, "community/group.html", page, status=422)


@require_http_methods(["GET", "HEAD", "POST"])
def reply(request, slug, number):
    """A reply to a post; to a reply it goes beside it."""
    group, mine, post = find_post(request.user, slug, number)
    if not may_post(request.user, group) or not post.is_standing:
        raise PermissionDenied("nobody writes here now")
    form = ReplyForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and _counted(request, form):
        made = Post.write(mine, words=form.cleaned_data["words"], parent=post, client=form.cleaned_data["client"])
        return redirect(address_of(group, made))
    page = about(request, group) | {"form": form, "post": post, "title": _("Your reply")}
    return render(request, "community/write.html", page, status=422 if form.is_bound else 200)


def _counted(request, form) -> bool:
    try:
        count(request, "community", RATES, posted=("member", str(request.user.pk)))
    except TooMany:
        form.add_error(None, _("You wrote a lot in a short time. Wait an hour, then send it again."))
    return form.is_valid()


def said_client(form) -> str:
    return str(form.data.get("client", ""))[:36]


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request, slug, number):
    """One's own words, changed; that they were is seen."""
    group, _mine, post = find_post(request.user, slug, number)
    if not may_change_post(request.user, post):
        return redirect(address_of(group, post))
    form = EditForm(request.POST if request.method == "POST" else None, initial={"words": post.words})
    if form.is_valid():
        post.edit(form.cleaned_data["words"], by=request.user)
        return redirect(address_of(group, post))
    page = about(request, group) | {"form": form, "title": _("Change your words")}
    return render(request, "community/write.html", page, status=422 if form.is_bound else 200)


@require_POST
def withdraw(request, slug, number):
    """One's own, or as a moderator anybody's: the words go, replies of others stay."""
    group, _mine, post = find_post(request.user, slug, number)
    if not may_take_post(request.user, post):
        raise PermissionDenied("not one's own to take away")
    post.withdraw(by=request.user)
    messages.success(request, _("Taken away."))
    return redirect(group)


@require_http_methods(["GET", "HEAD", "POST"])
def report_post(request, slug, number):
    """First to the moderators of the group; if one likes, straight to those who run the platform."""
    group, _mine, post = find_post(request.user, slug, number)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    page = {"form": form, "title": post.author_name, "back": address_of(group, post), "asks_whom": True}
    if not form.is_valid():
        return render(request, "community/report.html", page, status=422 if form.is_bound else 200)
    try:
        let_report(request)
    except TooMany:
        return render(request, "community/report.html", page | {"too_many": True}, status=429)
    if request.POST.get("to") == "platform":
        actions.report("community.post", post, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, _("Sent to those who run the platform. We tell you what they decide."))
    else:
        actions.send_word(post, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, _("Sent to the moderators. If they do nothing for three days, it goes on by itself."))
    return redirect(group)


@require_safe
def file(request, slug, number):
    """A file of the group, for its members; pictures are shown, everything else is kept by the browser, not opened."""
    group, _mine = find_own(request.user, slug)
    if not may_read_group(request.user, group):
        raise Http404("not here")
    found = get_object_or_404(GroupFile.objects.visible_to(request.user).filter(post__group=group), pk=number)
    try:
        answer = StreamingHttpResponse(found.pieces(), content_type=found.media_type)
    except Unreadable as error:
        raise Http404("the bytes are gone") from error
    said = {
        "Content-Disposition": content_disposition_header(not found.is_picture, found.name),
        "Content-Length": str(found.size), "Content-Security-Policy": CLOSED, "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
    }  # fmt: skip
    for name, value in said.items():
        answer.headers[name] = value
    return answer


def find_post(user, slug, number):
    """(group, membership, post) for a member who reads it. Raises Http404."""
    group, mine = find_own(user, slug)
    if not may_read_group(user, group):
        raise Http404("not here")
    post = get_object_or_404(
        Post.objects.visible_to(user).filter(group=group, hidden_at=None).select_related("parent"), pk=number
    )
    post.group = group
    return group, mine, post


def address_of(group, post) -> str:
    return reverse("groups:group", args=[group.slug]) + f"#post-{post.parent_id or post.pk}"
