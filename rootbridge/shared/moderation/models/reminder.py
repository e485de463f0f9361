"""That somebody was told of a case or an appeal past its time: the region once, then the centre once."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.keeping import FACTS

from .appeal import Appeal
from .case import Case


class Stage(models.TextChoices):
    REGION = "region", _("whoever decides in the region")
    CENTRE = "centre", _("the centre")


class Reminder(models.Model):
    keeping = FACTS

    case = models.ForeignKey(Case, on_delete=models.CASCADE, null=True, blank=True, related_name="reminders")
    appeal = models.ForeignKey(Appeal, on_delete=models.CASCADE, null=True, blank=True, related_name="reminders")
    stage = models.CharField(_("who"), max_length=8, choices=Stage)
    at = models.DateTimeField(_("told"), default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(case__isnull=True, appeal__isnull=False) | Q(case__isnull=False, appeal__isnull=True),
                name="reminder_of_one",
            ),
            models.UniqueConstraint(
                fields=["case", "stage"], condition=Q(case__isnull=False), name="reminder_once_a_case"
            ),
            models.UniqueConstraint(
                fields=["appeal", "stage"], condition=Q(appeal__isnull=False), name="reminder_once_an_appeal"
            ),
        ]

    def __str__(self):
        return self.stage
