"""What offices keep of a member, how it goes, and when."""

from datetime import timedelta

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core import findable
from rootbridge.base.core.keeping import SIX_MONTHS, TWO_YEARS
from rootbridge.base.core.retention import LENGTHS, add_rule
from rootbridge.people.privacy.erasure import add_eraser
from rootbridge.people.privacy.export import add_exporter

from .models import Approval, Batch, FocalPoint, Invitation, Meeting

# A list that nobody approved, or that can still be taken back.
WAITS_FOR = timedelta(days=30)


def erase_focal_points(member):
    """Their name no longer stands at the office, nor is it found there; meetings stay as numbers."""
    mine = FocalPoint.objects.filter(Q(member=member) | Q(email=member.email))
    Meeting.objects.filter(person__in=mine).update(person=None, about="", outcome="")
    offices = list(mine.values_list("office_id", flat=True))
    mine.delete()
    for number in offices:
        findable.changed("offices.office", number)


def clear_invitations(now):
    return Invitation.objects.outdated(now - LENGTHS[SIX_MONTHS]).delete()[0]


def clear_meetings(now):
    """Two years later the numbers stay, the words and the person go."""
    old = Meeting.objects.filter(held_on__lt=(now - LENGTHS[TWO_YEARS]).date())
    return old.exclude(person=None, about="", outcome="").update(person=None, about="", outcome="")


def clear_batches(now):
    """Content that nobody approved in thirty days, what would take a list back, and after two years the list."""
    stale = Batch.objects.waiting().filter(uploaded_at__lt=now - WAITS_FOR)
    count = stale.update(dropped_at=now, body=b"")
    count += Batch.objects.filter(applied_at__lt=now - WAITS_FOR).exclude(made={}).update(made={})
    return count + Batch.objects.filter(uploaded_at__lt=now - LENGTHS[TWO_YEARS]).delete()[0]


def clear_approvals(now):
    return Approval.objects.filter(at__lt=now - LENGTHS[TWO_YEARS]).delete()[0]


add_rule("offices.invitation", clear_invitations)
add_rule("offices.meeting", clear_meetings)
add_rule("offices.batch", clear_batches)
add_rule("offices.approval", clear_approvals, order=1)
add_exporter("focal_points", FocalPoint, title=_("Where you answer for an office"), order=11)
add_exporter("focal_invitations", Invitation, title=_("Letters that asked whether you answer for an office"), order=11,
             without=("nonce", "token_digest", "code_digest"),
             rows=lambda member: Invitation.objects.filter(person__member=member))  # fmt: skip
add_exporter("meetings", Meeting, title=_("Meetings that you wrote down"), order=11,
             rows=lambda member: Meeting.objects.filter(person__member=member))  # fmt: skip
add_exporter("office_lists", Batch, title=_("Lists of offices that you brought"), order=11, rows="uploaded_by",
             without=("made",))  # fmt: skip
add_exporter("office_approvals", Approval, title=_("Lists of offices that you approved"), order=11, rows="by")
add_eraser("focal_points", erase_focal_points)
