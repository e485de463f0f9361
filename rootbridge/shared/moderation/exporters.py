"""What moderation keeps of a member, and how it goes."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.keeping import TWO_YEARS
from rootbridge.base.core.retention import LENGTHS, add_rule
from rootbridge.people.privacy.erasure import add_eraser
from rootbridge.people.privacy.export import add_exporter

from .models import Appeal, Decision, Hold, Report


def erase_words(member):
    """A report stays as a number without a person; what they wrote in it goes."""
    Report.objects.sent_by(member).update(words="", source="")


def decisions_on(member):
    """What was decided on the member's own reports."""
    return Decision.objects.filter(report__reporter=member)


def clear_old_reports(now):
    """Two years after the decision a report goes, and its decision with it."""
    return Report.objects.filter(decision__decided_at__lt=now - LENGTHS[TWO_YEARS]).delete()[0]


def clear_old_decisions(now):
    return Decision.objects.filter(decided_at__lt=now - LENGTHS[TWO_YEARS]).delete()[0]


def clear_old_names(now):
    """Who took something off the pages and who put it back: two years later only that it was so."""
    told = Q(placed_by__isnull=False) | Q(lifted_by__isnull=False)
    old = Hold.objects.filter(told, placed_at__lt=now - LENGTHS[TWO_YEARS])
    return old.update(placed_by=None, lifted_by=None)


def clear_old_appeals(now):
    return Appeal.objects.filter(decided_at__lt=now - LENGTHS[TWO_YEARS]).delete()[0]


add_exporter("appeals", Appeal, title=_("Your appeals"), order=62, without=("decided_by",))
add_exporter("reports", Report, title=_("What you reported"), rows=Report.objects.sent_by, order=60,
             without=("source",))  # fmt: skip
add_exporter("decisions", Decision, title=_("What was decided on your reports"), rows=decisions_on, order=61,
             without=("decided_by",))  # fmt: skip
add_eraser("reports", erase_words)

add_rule("moderation.report", clear_old_reports, order=1)
add_rule("moderation.decision", clear_old_decisions, order=2)
add_rule("moderation.hold", clear_old_names)
add_rule("moderation.appeal", clear_old_appeals)
