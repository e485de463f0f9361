"""What readers missed and what they told us, for those who keep the pages; the box in the foot of a page."""

from datetime import timedelta

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from markupsafe import Markup

from rootbridge.base.core import menus
from rootbridge.base.core.context import provide
from rootbridge.base.core.panels import Panel, panels
from rootbridge.base.core.queue import QueueRow, QueueSource, queue_sources
from rootbridge.base.design.jinja import kept_around
from rootbridge.people.privacy.rooms import add_room

from . import pages
from .models import Note, Remark
from .permissions import may_keep_survey, may_read_notes
from .registry import judgeables

SHOWN, RECENT = 8, timedelta(days=30)
REPLY_WITHIN = timedelta(days=5)


def recent_remarks(user) -> list[tuple]:
    """(remark, title of the thing, where it is mended) of the things a user works on, the newest first."""
    since, found = timezone.now() - RECENT, []
    for judgeable in judgeables:
        remarks = Remark.objects.of(judgeable.key, judgeable.within(user)).since(since)
        for remark in remarks.order_by("-said_at")[:SHOWN]:
            thing = judgeable.find(remark.target_id)
            if thing is not None:
                found.append((remark, judgeable.title(thing), judgeable.edit_url(thing)))
    if may_keep_survey(user):
        of_pages = Remark.objects.filter(target_kind__startswith=pages.KIND).since(since).order_by("-said_at")
        found += [(remark, remark.path, remark.path) for remark in of_pages[:SHOWN]]
    return sorted(found, key=lambda row: row[0].said_at, reverse=True)[:SHOWN]


def draw(request) -> Markup:
    return Markup(render_to_string("feedback/panel.html", {"remarks": recent_remarks(request.user)}))


def keeps_pages(user) -> bool:
    return user.reach.holds("administrator", "editor", "local_representative")


def page_question(request) -> Markup:
    """Was this page useful, for the foot of a public page without a box of its own; the same for every reader."""
    path = pages.path_asked_about(request)
    if not path:
        return Markup("")
    draw_foot = lambda gap: Markup(render_to_string("feedback/foot.html", {"path": gap["path"]}))  # noqa: E731
    return kept_around({"path": path}, "page question", caller=draw_foot)


def waiting_notes(user):
    """What readers told us, to be answered in five days."""
    for note in Note.objects.received_by(user).waiting():
        yield QueueRow(
            title=note.title, kind_words=gettext("Feedback"), detail=note.get_category_display(), url=note.desk_url,
            since=note.said_at, due=note.said_at + REPLY_WITHIN, language=note.language,
        )  # fmt: skip


panels.add("feedback", Panel("feedback", _("What readers missed"), draw, keeps_pages, order=40))
queue_sources.add("feedback.notes", QueueSource("feedback.notes", _("Feedback"), waiting_notes, order=35))
menus.add_manage(
    key="feedback",
    group="voices",
    title=_("Feedback"),
    url_name="manage_feedback:list",
    order=55,
    shown_to=may_read_notes,
)
add_room(key="feedback", title=_("What I told the platform"), url_name="feedback:mine", order=72)
provide("page_question", page_question)
