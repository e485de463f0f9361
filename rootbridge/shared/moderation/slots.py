"""What waits for those who decide, their menu entry, and the reader's own reports in their account."""

from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core import menus
from rootbridge.base.core.queue import QueueRow, QueueSource, queue_sources
from rootbridge.base.core.shipping import ship
from rootbridge.people.privacy.rooms import add_room

from . import appealing, lateness  # noqa: F401 - each registers itself
from .models import Appeal, Case, Reason
from .permissions import may_see_reports
from .registry import titled
from .shipped import bring

REASONS = dict(Reason.choices)


def waiting_reports(user):
    """One row for each case, due as its own clock says."""
    rows = list(Case.objects.received_by(user).waiting().for_list())
    for case, title in titled(rows):
        if title:
            yield _row(case, title)


def waiting_appeals(user):
    """Appeals that this user may decide on."""
    for appeal in Appeal.objects.decided_by(user).waiting().order_by("due_at", "pk"):
        decision = appeal.known.find(appeal.target_id)
        if decision is None:
            continue
        yield QueueRow(
            title=str(appeal.known.title(decision)), kind_words=gettext("Appeal"),
            detail=gettext("Somebody thinks that a decision is wrong"),
            url=reverse("manage_reports:appeal", args=[appeal.pk]), since=appeal.made_at, due=appeal.due_at,
        )  # fmt: skip


def _row(case, title) -> QueueRow:
    said = [REASONS.get(case.reason, "")]
    if case.people:
        number = ngettext("%(number)s person reported it", "%(number)s people reported it", case.people)
        said.append(number % {"number": case.people})
    if case.signs:
        said.append(ngettext("%(number)s sign", "%(number)s signs", case.signs) % {"number": case.signs})
    return QueueRow(
        title=title, kind_words=gettext("Report"), detail=" · ".join(str(words) for words in said if words),
        url=reverse("manage_reports:report", args=[case.pk]), since=case.opened_at, due=case.due_at,
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
ship("moderation.prepared", bring)
