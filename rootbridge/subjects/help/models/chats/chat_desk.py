"""What a desk offers: whether one can talk with it, when, how soon somebody comes, how many talks one person holds."""

from datetime import datetime, timedelta
from statistics import median

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from rootbridge.base.audit.chain import record
from rootbridge.base.core.keeping import FACTS
from rootbridge.people.offices.hours import next_opening, open_until
from rootbridge.people.offices.models import Office

# The usual wait is told from the newest so many, where at least so many came in so many days.
NEWEST, FEWEST, RECENT = 20, 3, timedelta(days=30)


class ChatDesk(models.Model):
    """``wait_minutes``: within which somebody comes, or the talk becomes a question; ``most_chats``: that one person
    holds at once; ``hours``: of the talks where they differ from the office's own, {} where they do not."""

    keeping = FACTS

    office = models.OneToOneField(Office, on_delete=models.CASCADE, related_name="chat_desk")
    is_on = models.BooleanField(_("one can talk with this desk"), default=False)
    wait_minutes = models.PositiveSmallIntegerField(
        _("promised wait, in minutes"), default=5, validators=[MinValueValidator(1), MaxValueValidator(60)]
    )
    most_chats = models.PositiveSmallIntegerField(
        _("talks that one person holds at once"), default=3, validators=[MinValueValidator(1), MaxValueValidator(20)]
    )
    hours = models.JSONField(_("hours of the talks"), default=dict, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(wait_minutes__range=(1, 60)), name="chatdesk_wait"),
            models.CheckConstraint(condition=models.Q(most_chats__range=(1, 20)), name="chatdesk_most"),
        ]

    def __str__(self):
        return self.office.name

    @classmethod
    def of(cls, office: Office) -> "ChatDesk":
        """The desk of an office; switched off where nobody has set it up. One query."""
        found = cls.objects.filter(office=office).first() or cls(office=office)
        found.office = office
        return found

    @property
    def week(self) -> dict:
        """The hours that hold: its own, else the office's."""
        return self.hours or self.office.hours

    @property
    def promised_wait(self) -> timedelta:
        return timedelta(minutes=self.wait_minutes)

    def until(self, now: datetime) -> str:
        """The clock at which it closes ("17:30", in its own clock); "" when nobody can be talked with now."""
        return open_until(self.office, now, self.week) if self.is_on else ""

    def opens_at(self, now: datetime) -> datetime | None:
        """When one can talk next, in its own clock; None when it is off or keeps no hours."""
        return next_opening(self.office, now, self.week) if self.is_on else None

    def usual_wait(self, now: datetime) -> timedelta | None:
        """How long people waited lately: half of them less. None where too few came to tell. One query."""
        rows = self.office.chats.filter(taken_at__isnull=False, asked_at__gte=now - RECENT).order_by("-asked_at")
        waits = [taken - asked for asked, taken in rows.values_list("asked_at", "taken_at")[:NEWEST]]
        return median(waits) if len(waits) >= FEWEST else None

    def settle(self, *, by, closed_on, **said) -> "ChatDesk":
        """Keep how the desk works; ``closed_on``: the days on which its office is closed for once."""
        with transaction.atomic():
            desk, _made = type(self).objects.update_or_create(office=self.office, defaults=said)
            Office.objects.filter(pk=self.office_id).update(closed_on=sorted(closed_on))
            record("help.chat_desk_settled", desk, by=by, fields=sorted(said), place_path=self.office.place.path)
        return desk
