"""What is kept of a trustee; and when a safe report goes."""

from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.keeping import TWO_YEARS
from rootbridge.base.core.retention import LENGTHS, add_rule
from rootbridge.people.privacy.export import add_exporter

from .models import Envelope, Message, SafeReport, Trustee


def clear_old_reports(now) -> int:
    """A report goes two years after its last message, with everything in it."""
    old = SafeReport.objects.filter(moved_on__lt=(now - LENGTHS[TWO_YEARS]).date())
    count = old.count()
    old.delete()
    return count


def clear_old_trustees(now) -> int:
    return Trustee.objects.filter(ended_at__lt=now - LENGTHS[TWO_YEARS]).delete()[0]


add_exporter("trustee", Trustee, title=_("Your work as a trustee"), order=75, without=("named_by",))
add_rule("safety.safereport", clear_old_reports)
add_rule("safety.message", lambda now: Message.objects.filter(report=None).delete()[0])
add_rule("safety.envelope", lambda now: Envelope.objects.filter(message=None).delete()[0])
add_rule("safety.trustee", clear_old_trustees)
