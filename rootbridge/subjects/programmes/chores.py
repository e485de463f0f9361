"""What the clock asks of programmes: pages drawn anew when a call turns, reviews and drafts that are remembered."""

from datetime import timedelta

from django.utils import timezone

from rootbridge.base.core import findable, versions
from rootbridge.base.core.chores import add_chore

from .actions import tell_applicants, tell_reviewer, tell_unsent
from .models import Application, Assignment, Call, Milestone
from .models.programme import SEARCHED

LATELY = timedelta(minutes=2)
REVIEW_AHEAD, DRAFT_AHEAD, MILESTONE_AHEAD = timedelta(days=2), timedelta(days=3), timedelta(days=7)
AGAIN = timedelta(days=3)
MOST = 200


def turn_pages(now) -> int:
    """A call opened or closed just now: what public pages keep is out of date, and so is the search."""
    turned = set(Call.objects.turning_between(now - LATELY, now).values_list("programme", flat=True))
    for number in turned:
        findable.changed(SEARCHED, number)
    if turned:
        versions.changed()
    return len(turned)


def remind_reviewers(now) -> int:
    """Two days before a review is due, and every three days after; one worker at a time for each."""
    soon = (now + REVIEW_AHEAD).date()
    rows = Assignment.objects.waiting().filter(due_on__lte=soon).exclude(reminded_at__gt=now - AGAIN)
    return _remind(rows.for_pages(), tell_reviewer_due, now)


def tell_reviewer_due(assignment):
    tell_reviewer("review_due", assignment)


def remind_drafts(now) -> int:
    """Once, three days before the call closes."""
    rows = Application.objects.filter(
        state="draft", reminded_at=None, call__closes_at__gt=now, call__closes_at__lte=now + DRAFT_AHEAD,
        call__cancelled_at=None, call__published_at__isnull=False,
        call__programme__published_at__isnull=False,
    )  # fmt: skip
    return _remind(rows.for_pages(), tell_unsent, now)


def remind_milestones(now) -> int:
    """Once, a week before it is due."""
    rows = Milestone.objects.filter(
        done_at=None, reminded_at=None, due_on__lte=(now + MILESTONE_AHEAD).date(), application__state="granted"
    )
    return _remind(rows.select_related("application__call__programme", "application__member"), _tell_due, now)


def _tell_due(milestone):
    tell_applicants("milestone", milestone.application)


def _remind(rows, tell, now) -> int:
    """Whoever takes a row first reminds."""
    count = 0
    for row in rows[:MOST]:
        free = type(row).objects.filter(pk=row.pk, reminded_at=row.reminded_at)
        if free.update(reminded_at=timezone.now()):
            tell(row)
            count += 1
    return count


for _key, _do in (
    ("turn", turn_pages), ("reviews", remind_reviewers), ("drafts", remind_drafts), ("milestones", remind_milestones),
):  # fmt: skip
    add_chore(f"programmes.{_key}", _do, part="programmes")
