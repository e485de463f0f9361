"""What waits at work: applications in a stage of the office, reviews asked of somebody, texts to look at again."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from rootbridge.base.core.queue import QueueRow

from .models import Application, Assignment, Decision, Milestone, Programme
from .models.decision import is_second

MOST = 100


def waiting_applications(user) -> list[QueueRow]:
    """Those in a stage where the office acts, decisions that want a second person, milestones that were reported."""
    handled = Application.objects.handled_by(user)
    rows = handled.under_way().exclude(stage__does="review").for_pages().order_by("stage_since")[:MOST]
    found = [_row(one, str(one.stage.name) if one.stage else "", one.stage_since, _due(one)) for one in rows]
    waiting = Decision.objects.waiting().filter(application__in=handled.values("pk"))
    for one in waiting.select_related("application__call__programme__office").order_by("proposed_at")[:MOST]:
        if is_second(user, one):
            found.append(_row(one.application, _("A decision to confirm"), one.proposed_at, None))
    done = Milestone.objects.filter(done_at__isnull=False, confirmed_at=None, application__in=handled.values("pk"))
    for one in done.select_related("application__call__programme").order_by("done_at")[:MOST]:
        found.append(_row(one.application, _("A milestone is reported"), one.done_at, None))
    return found


def _row(application, kind, since, due) -> QueueRow:
    url = reverse("manage_programmes:application", args=[application.pk])
    detail = str(application.programme.name)
    return QueueRow(application.number or "", kind, detail, url, since or application.sent_at, due)


def _due(application):
    """When the present stage should be over."""
    if application.stage is None or application.stage_since is None:
        return None
    return application.stage_since + timedelta(days=application.stage.days)


def waiting_reviews(user) -> list[QueueRow]:
    """A reviewer's own that are not sent; nothing of the application but its number."""
    rows = Assignment.objects.visible_to(user).waiting().for_pages().order_by("due_on")[:MOST]
    now = timezone.now()
    return [
        QueueRow(
            one.application.number or "", str(_("A review")), str(one.application.programme.name),
            reverse("manage_programmes:review", args=[one.pk]), one.assigned_at,
            now.replace(hour=21, minute=59) + timedelta(days=(one.due_on - now.date()).days), is_mine=True,
        )
        for one in rows
    ]  # fmt: skip


def outdated(user) -> list[QueueRow]:
    """Programmes whose text is past its review date: one's own first as mine."""
    day, now = timezone.localdate(), timezone.now()
    rows = Programme.objects.defined_by(user).public().past_review(day).order_by("review_on")[:MOST]
    return [
        QueueRow(
            str(one.name), str(_("To look at again")), "", reverse("manage_programmes:programme", args=[one.pk]),
            now + timedelta(days=(one.review_on - day).days), now + timedelta(days=(one.review_on - day).days),
            is_mine=one.owner_id == user.pk,
        )
        for one in rows
    ]  # fmt: skip
