"""What waits for those who decide, their menu entry, and the reader's own reports in their account."""

from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core import menus
from rootbridge.base.core.queue import QueueRow, QueueSource, queue_sources
from rootbridge.people.privacy.rooms import add_room

from .models import Appeal, Report
from .models.report import URGENT
from .permissions import may_decide_appeal, may_see_reports
from .registry import titled

URGENT_WITHIN, WITHIN, APPEAL_WITHIN = timedelta(days=1), timedelta(days=3), timedelta(days=7)


def waiting_reports(user):
    """One row for each reported thing; what may hurt somebody is due in a day, the rest in three."""
    found = {}
    for report in Report.objects.received_by(user).waiting().order_by("reported_at", "pk"):
        found.setdefault((report.target_kind, report.target_id), []).append(report)
    for first, title in titled(reports[0] for reports in found.values()):
        if title:
            yield _row(title, found[first.target_kind, first.target_id])


def waiting_appeals(user):
    """Appeals that this user may decide on; due in seven days."""
    for appeal in Appeal.objects.received_by(user).waiting().order_by("made_at", "pk"):
        if not may_decide_appeal(user, appeal):
            continue
        yield QueueRow(
            title=appeal.known.title(appeal.known.find(appeal.target_id)), kind_words=gettext("Appeal"),
            detail=gettext("Somebody thinks that a decision is wrong"),
            url=reverse("manage_reports:appeal", args=[appeal.pk]), since=appeal.made_at,
            due=appeal.made_at + APPEAL_WITHIN,
        )  # fmt: skip


def _row(title, reports) -> QueueRow:
    first = reports[0]
    within = URGENT_WITHIN if any(report.reason in URGENT for report in reports) else WITHIN
    number = ngettext("%(number)s person reported it", "%(number)s people reported it", len(reports)) % {
        "number": len(reports)
    }
    return QueueRow(
        title=title, kind_words=gettext("Report"), detail=f"{first.get_reason_display()} · {number}",
        url=reverse("manage_reports:report", args=[first.pk]), since=first.reported_at, due=first.reported_at + within,
    )  # fmt: skip


queue_sources.add("moderation.reports", QueueSource("moderation.reports", _("Reports"), waiting_reports, order=30))
queue_sources.add("moderation.appeals", QueueSource("moderation.appeals", _("Appeals"), waiting_appeals, order=31))
menus.add_group(key="voices", title=_("Voices"), order=50)
menus.add_manage(
    key="moderation.reports",
    group="voices",
    title=_("Reports"),
    url_name="manage_reports:list",
    order=50,
    shown_to=may_see_reports,
)
add_room(key="reports", title=_("My reports"), url_name="moderation:mine", order=70)
