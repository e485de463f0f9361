"""What moderation keeps of a member, and how it goes."""

from django.utils.translation import gettext_lazy as _

from rootbridge.people.privacy.erasure import add_eraser
from rootbridge.people.privacy.export import add_exporter

from .models import Decision, Report


def erase_words(member):
    """A report stays as a number without a person; what they wrote in it goes."""
    Report.objects.sent_by(member).update(words="", source="")


def decisions_on(member):
    """What was decided on the member's own reports."""
    return Decision.objects.filter(report__reporter=member)


add_exporter("reports", Report, title=_("What you reported"), rows=Report.objects.sent_by, order=60,
             without=("source",))  # fmt: skip
add_exporter("decisions", Decision, title=_("What was decided on your reports"), rows=decisions_on, order=61,
             without=("decided_by",))  # fmt: skip
add_eraser("reports", erase_words)
