"""What stands in a group: posts with their replies and files, as one member reads them."""

from dataclasses import dataclass, field

from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rootbridge.base.design.formats import number

from .models import GroupFile, Post
from .permissions import may_change_post, may_take_post

PAGE = 20


@dataclass
class Line:
    """One post as it stands on the page. ``replies``: lines too; ``files``: rows of GroupFile."""

    post: Post
    who: str
    is_mine: bool
    may_change: bool
    may_take: bool
    files: list = field(default_factory=list)
    replies: list = field(default_factory=list)


def page_of(group, user, asked: str):
    """(page of lines, the newest first; pinned lines). Five queries, however many there are."""
    posts = Post.objects.visible_to(user).filter(group=group, hidden_at=None)
    top = posts.filter(parent=None).order_by("-at", "-pk")
    page = Paginator(top.filter(pinned_at=None), PAGE).get_page(asked)
    pinned = list(top.filter(pinned_at__isnull=False))
    shown = [*pinned, *page.object_list]
    replies = list(posts.filter(parent__in=[one.pk for one in shown]).order_by("at", "pk"))
    files = {}
    for file in GroupFile.objects.filter(post__in=[one.pk for one in (*shown, *replies)]).defer("key").order_by("pk"):
        files.setdefault(file.post_id, []).append(file)
    lines = {one.pk: _line(one, group, user, files) for one in shown}
    for reply in replies:
        lines[reply.parent_id].replies.append(_line(reply, group, user, files))
    page.object_list = [lines[one.pk] for one in page.object_list]
    return page, [lines[one.pk] for one in pinned]


def _line(post, group, user, files) -> Line:
    post.group = group
    who = _("You") if post.author_id == user.pk else post.author_name or _("Somebody who left")
    return Line(
        post,
        who,
        post.author_id == user.pk,
        may_change_post(user, post),
        may_take_post(user, post),
        files.get(post.pk, []),
    )


def how_many(group) -> str:
    """How many are in it, in words that outsiders may read: nothing exact, and nothing of a few."""
    return _in_tens(group.memberships.count())


def how_many_of(groups) -> dict[int, str]:
    """The same of several groups: one query."""
    counts = dict.fromkeys([group.pk for group in groups], 0)
    if counts:
        rows = (
            type(groups[0])
            .objects.filter(pk__in=counts)
            .annotate(people=Count("memberships"))
            .values_list("pk", "people")
        )
        counts.update(rows)
    return {key: _in_tens(people) for key, people in counts.items()}


def _in_tens(people: int) -> str:
    limit = settings.ROOTBRIDGE_SMALL_CELL
    if people < limit:
        return _("A small group")
    tens = people // limit * limit
    return ngettext("About %(number)s member", "About %(number)s members", tens) % {"number": number(tens)}
