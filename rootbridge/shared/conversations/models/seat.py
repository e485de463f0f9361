"""Who sits in a conversation: one who asks, or one of the desk."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.keeping import CONTRACT, OFFICES, OWNER, TWO_YEARS, kept
from rootbridge.people.members.models import Member

from .conversation import Conversation, digest_of, nudge


class Side(models.TextChoices):
    ASKER = "asker", _("who asks")
    DESK = "desk", _("the desk")


class SeatQuerySet(models.QuerySet):
    def by_key(self, key: str):
        """The seats of whoever holds a key: one, or none."""
        return self.filter(key_digest=digest_of(key)) if key else self.none()

    def visible_to(self, user):
        """A member's own."""
        return self.filter(member=user) if user.pk else self.none()

    def taken(self):
        return self.filter(ended_at__isnull=True)


def _held(field, purpose, seen_by=OFFICES):
    return kept(field, purpose=purpose, basis=CONTRACT, retention=TWO_YEARS, seen_by=seen_by)


class Seat(models.Model):
    """``seen``: the number up to which they have read; ``shows_seen``: may the others know; ``language``: theirs."""

    conversation = _held(
        models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="seats"), _("which conversation")
    )
    side = _held(models.CharField(_("side"), max_length=5, choices=Side), _("who asks and who answers"))
    member = _held(
        models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="seats"),
        _("whose seat it is"),
    )
    key_digest = _held(
        models.CharField(_("digest of the key"), max_length=64, null=True, blank=True, unique=True),
        _("to let you come back without an account"), OWNER,
    )  # fmt: skip
    name = _held(models.CharField(_("name"), max_length=80, blank=True), _("how the others call you"))
    language = _held(models.CharField(_("language"), max_length=8, blank=True), _("to answer in your language"))
    seen = _held(models.PositiveIntegerField(_("read up to"), default=0), _("to tell what is new"))
    shows_seen = _held(models.BooleanField(_("shows what was read"), default=True), _("whether others know"))
    taken_at = _held(models.DateTimeField(_("since"), default=timezone.now), _("when you came"))
    ended_at = _held(models.DateTimeField(_("left"), null=True, blank=True), _("whether you may still write"))

    objects = SeatQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conversation", "member", "side"], name="seat_once"),
            models.CheckConstraint(condition=Q(side__in=Side.values), name="seat_side"),
        ]

    def __str__(self):
        return f"{self.side} {self.pk}"

    def end(self, *, now=None) -> None:
        """They write and hear nothing more."""
        self.ended_at = now or timezone.now()
        self.save(update_fields=["ended_at"])
        nudge(self.conversation_id)
