"""What moderation keeps of a member, and how it goes."""

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.keeping import THIRTY_DAYS, TWO_YEARS
from rootbridge.base.core.retention import LENGTHS, add_rule
from rootbridge.people.privacy.erasure import add_eraser
from rootbridge.people.privacy.export import add_exporter

from .models import Appeal, Case, Decision, Hold, Report, Signal, Trace


def erase_words(member):
    """A report stays as a number without a person; what they wrote in it goes, and what was noted of their texts."""
    Report.objects.sent_by(member).update(words="", source="")
    for model in (Signal, Trace):
        model.objects.filter(author=member).delete()


def decisions_on(member):
    """What was decided on the member's own reports, and on what they wrote."""
    return Decision.objects.filter(Q(case__reports__reporter=member) | Q(case__author=member)).distinct()


def clear_old_cases(now):
    """Two years after the decision a case goes, and its reports and its decision with it."""
    return Case.objects.filter(closed_at__lt=now - LENGTHS[TWO_YEARS]).delete()[0]


def nothing_left(now):
    """They went with their case."""
    return 0


def clear_old_names(now):
    """Who took something off the pages and who put it back: two years later only that it was so."""
    told = Q(placed_by__isnull=False) | Q(lifted_by__isnull=False)
    old = Hold.objects.filter(told, placed_at__lt=now - LENGTHS[TWO_YEARS])
    return old.update(placed_by=None, lifted_by=None)


def clear_old_appeals(now):
    return Appeal.objects.filter(decided_at__lt=now - LENGTHS[TWO_YEARS]).delete()[0]


def clear_old_signals(now):
    """Thirty days after it was noted a sign goes; one of a thing that waits for a decision stays until then."""
    open_case = Case.objects.waiting().filter(target_kind=OuterRef("target_kind"), target_id=OuterRef("target_id"))
    old = Signal.objects.filter(noted_at__lt=now - LENGTHS[THIRTY_DAYS])
    return old.filter(~Exists(open_case)).delete()[0]


def clear_old_traces(now):
    return Trace.objects.filter(noted_at__lt=now - LENGTHS[THIRTY_DAYS]).delete()[0]


add_exporter("signs", Signal, title=_("Signs noted in your texts"), order=63,
             rows=lambda member: Signal.objects.filter(author=member))  # fmt: skip
add_exporter("prints", Trace, title=_("Prints of your texts, to know them again"), order=64,
             rows=lambda member: Trace.objects.filter(author=member))  # fmt: skip
add_exporter("appeals", Appeal, title=_("Your appeals"), order=62, without=("decided_by", "first_deciders"))
add_exporter("reports", Report, title=_("What you reported"), rows=Report.objects.sent_by, order=60,
             without=("source",))  # fmt: skip
add_exporter("decisions", Decision, title=_("What was decided on your reports and your texts"), rows=decisions_on,
             order=61,
             without=("decided_by",))  # fmt: skip
add_eraser("reports", erase_words)

add_rule("moderation.case", clear_old_cases, order=1)
add_rule("moderation.report", nothing_left, order=2)
add_rule("moderation.decision", nothing_left, order=2)
add_rule("moderation.signal", clear_old_signals)
add_rule("moderation.trace", clear_old_traces)
add_rule("moderation.hold", clear_old_names)
add_rule("moderation.appeal", clear_old_appeals)
