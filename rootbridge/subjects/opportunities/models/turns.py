"""What may happen to an answer, in which order, and what did: one row a step, so that both sides see who and when."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.keeping import CONTRACT, OFFICES, TWO_YEARS, kept


class StepKind(models.TextChoices):
    SENT = "sent", _("Sent")
    SEEN = "seen", _("Opened")
    ACCEPTED = "accepted", _("Accepted")
    PROPOSED = "proposed", _("Hours proposed")
    AGREED = "agreed", _("Hours agreed")
    GIVEN = "given", _("Given")
    CONFIRMED = "confirmed", _("Counted")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Taken back")


# What may follow what. Hours may be proposed again until they are agreed, by either side.
NEXT = {
    StepKind.SENT: {StepKind.SEEN, StepKind.ACCEPTED, StepKind.DECLINED, StepKind.WITHDRAWN},
    StepKind.SEEN: {StepKind.ACCEPTED, StepKind.DECLINED, StepKind.WITHDRAWN},
    StepKind.ACCEPTED: {StepKind.PROPOSED, StepKind.DECLINED, StepKind.WITHDRAWN},
    StepKind.PROPOSED: {StepKind.PROPOSED, StepKind.AGREED, StepKind.DECLINED, StepKind.WITHDRAWN},
    StepKind.AGREED: {StepKind.GIVEN, StepKind.CONFIRMED},
    StepKind.GIVEN: {StepKind.CONFIRMED},
    StepKind.CONFIRMED: set(),
    StepKind.DECLINED: set(),
    StepKind.WITHDRAWN: set(),
}
OVER = (StepKind.CONFIRMED, StepKind.DECLINED, StepKind.WITHDRAWN)
MOST_HOURS = 2000


class OutOfTurn(Exception):
    """This step cannot follow the present one; ``state`` says where the answer stands."""

    def __init__(self, state):
        super().__init__(state)
        self.state = state


def own(field, purpose, seen_by=OFFICES):
    """A field of an answer or of its steps, with what it keeps written beside it."""
    return kept(field, purpose=purpose, basis=CONTRACT, retention=TWO_YEARS, seen_by=seen_by)
