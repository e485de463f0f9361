"""That a question is closed, and why; it may be opened again and closed again."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.keeping import CONTRACT, FACTS, STAFF, TWO_YEARS, kept
from rootbridge.people.members.models import Member

from .question import Question


class ClosingKind(models.TextChoices):
    ANSWERED = "answered", _("Answered")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    MERGED = "merged", _("Joined with another")


class Closing(models.Model):
    """``by``: who of the desk closed it, None where the asker did; ``into``: the question that it was joined with."""

    keeping = FACTS

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="closings")
    kind = models.CharField(_("why"), max_length=9, choices=ClosingKind)
    by = kept(
        models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+"),
        purpose=_("who answered you"), basis=CONTRACT, retention=TWO_YEARS, seen_by=STAFF,
    )  # fmt: skip
    into = models.ForeignKey(Question, on_delete=models.SET_NULL, null=True, blank=True, related_name="joined")
    at = models.DateTimeField(_("closed"), default=timezone.now)
    reopened_at = models.DateTimeField(_("opened again"), null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["question"], condition=Q(reopened_at__isnull=True), name="closing_one_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(into__isnull=True) | Q(kind="merged"), name="closing_into_only_when_merged"
            ),
        ]

    def __str__(self):
        return self.get_kind_display()
