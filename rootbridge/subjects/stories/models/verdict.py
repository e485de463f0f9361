"""What was decided on an edition, by whom, and why."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.keeping import FACTS, LEGITIMATE, STAFF, TWO_YEARS, kept
from rootbridge.people.members.models import Member

from .edition import Edition

DECIDED = {"purpose": _("to know who decided and why"), "basis": LEGITIMATE, "retention": TWO_YEARS, "seen_by": STAFF}


class Outcome(models.TextChoices):
    ACCEPTED = "accepted", _("Published")
    CHANGES = "changes", _("Changes asked for")
    REFUSED = "refused", _("Refused")


class Verdict(models.Model):
    """``words``: what should change, or why it is refused; the author reads them."""

    keeping = FACTS

    edition = models.OneToOneField(Edition, on_delete=models.CASCADE, related_name="verdict")
    outcome = models.CharField(_("decision"), max_length=8, choices=Outcome)
    words = kept(models.TextField(_("words for the author"), max_length=2000, blank=True), **DECIDED)
    by = kept(models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+"), **DECIDED)
    at = models.DateTimeField(_("decided"), default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(outcome="accepted") | ~Q(words=""), name="verdict_has_words"),
        ]

    def __str__(self):
        return self.get_outcome_display()
