"""What waits for those who keep links, elections and the steps of the return plan."""

from datetime import datetime, time, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from rootbridge.base.core.queue import QueueRow

from .models import Link, PlanStep
from .permissions import may_keep_links, may_keep_steps

AHEAD = timedelta(days=14)


def link_trouble(user):
    """Links inside one's scope that are broken, have moved or show a bad certificate."""
    if not may_keep_links(user):
        return
    for link in Link.objects.kept_by(user).with_state():
        address = link.address
        if address is not None and address.state in ("broken", "moved", "certificate"):
            yield QueueRow(
                title=link.title, kind_words=_("A link: %(state)s") % {"state": address.get_state_display()},
                detail=f"{address.get_reason_display()} {link.url}", url=reverse("manage_links:link", args=[link.pk]),
                since=address.failing_since or address.checked_at or timezone.now(),
            )  # fmt: skip


def steps_due(user):
    """Steps of the return plan whose check is due."""
    if not may_keep_steps(user):
        return
    for step in PlanStep.objects.filter(review_on__lte=timezone.localdate() + AHEAD).order_by("review_on", "pk"):
        yield QueueRow(
            title=step.title, kind_words=_("To check again"), detail=_("A step of the return plan"),
            url=reverse("manage_voting:step", args=[step.pk]), since=_evening(step.checked_on),
            due=_evening(step.review_on),
        )  # fmt: skip


def _evening(day) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(23, 59)))
