"""What readers missed, for those who keep the pages: a panel of the back office; and what is past its time."""

from datetime import timedelta

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from markupsafe import Markup

from rootbridge.base.core.keeping import TWO_YEARS
from rootbridge.base.core.panels import Panel, panels
from rootbridge.base.core.retention import LENGTHS, add_rule

from .models import Remark
from .registry import judgeables

SHOWN, RECENT = 8, timedelta(days=30)


def recent_remarks(user) -> list[tuple]:
    """(remark, title of the thing, where it is mended) of the things a user works on, the newest first."""
    since, found = timezone.now() - RECENT, []
    for judgeable in judgeables:
        remarks = Remark.objects.of(judgeable.key, judgeable.within(user)).since(since)
        for remark in remarks.order_by("-said_at")[:SHOWN]:
            thing = judgeable.find(remark.target_id)
            if thing is not None:
                found.append((remark, judgeable.title(thing), judgeable.edit_url(thing)))
    return sorted(found, key=lambda row: row[0].said_at, reverse=True)[:SHOWN]


def draw(request) -> Markup:
    return Markup(render_to_string("feedback/panel.html", {"remarks": recent_remarks(request.user)}))


def keeps_pages(user) -> bool:
    return user.reach.holds("administrator", "editor", "local_representative")


panels.add("feedback", Panel("feedback", _("What readers missed"), draw, keeps_pages, order=40))
add_rule("feedback.remark", lambda now: Remark.objects.filter(said_at__lt=now - LENGTHS[TWO_YEARS]).delete()[0])
