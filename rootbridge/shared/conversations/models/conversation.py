"""A conversation: who answers in it, who must never hear of it, and how far its numbers have come."""

import hashlib
import secrets

from django.contrib.postgres.fields import ArrayField
from django.db import connection, models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.keeping import CONTRACT, STAFF, TWO_YEARS, kept

from ..statements import NUDGE


def _held(field, purpose):
    return kept(field, purpose=purpose, basis=CONTRACT, retention=TWO_YEARS, seen_by=STAFF)


class Conversation(models.Model):
    """``body``: the key of who answers, ``office:7``; ``excluded``: the keys of those whose people never hear of it;
    ``last_number``: of the newest message."""

    body = _held(models.CharField(_("who answers"), max_length=60), _("who may read it"))
    excluded = _held(
        ArrayField(models.CharField(max_length=60), verbose_name=_("who must not see it"), default=list, blank=True),
        _("who must not learn of it"),
    )
    last_number = _held(models.PositiveIntegerField(_("newest number"), default=0), _("to keep the order"))
    opened_at = _held(models.DateTimeField(_("opened"), default=timezone.now), _("when it began"))
    closed_at = _held(models.DateTimeField(_("closed"), null=True, blank=True), _("whether somebody may still write"))

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(
                    excluded__contains=models.Func(models.F("body"), template="ARRAY[%(expressions)s]")
                ),
                name="conversation_not_with_an_excluded_body",
            )
        ]

    def __str__(self):
        return str(self.pk)

    @classmethod
    def open(cls, *, body: str, excluded=()) -> "Conversation":
        """A new one, answered by the holders of a live role for ``body``."""
        return cls.objects.create(body=body, excluded=sorted(excluded))

    def seat_asker(self, *, member=None, name="", language="") -> tuple[models.Model, str]:
        """The seat of whoever asks, and the secret key by which a browser without an account takes it ("" for a
        member). The key is shown once; its digest is kept."""
        key = "" if member else secrets.token_urlsafe(24)
        seat = self.seats.create(
            side="asker", member=member, name=name, language=language, key_digest=digest_of(key) if key else None
        )
        return seat, key

    def seat_desk(self, member, *, language="") -> models.Model:
        """The seat of somebody who answers; the one they have where they took it before. That they may speak is asked
        of their roles each time they do."""
        seat, _made = self.seats.get_or_create(
            member=member, side="desk", defaults={"name": member.short_name, "language": language or member.language}
        )
        return seat

    def move_to(self, body: str) -> None:
        """Let another body answer; the people of the one before no longer hear it."""
        self.body = body
        self.save(update_fields=["body"])
        nudge(self.pk)

    def close(self, *, now=None) -> None:
        """Nobody writes any more; what was said stays to be read."""
        if self.closed_at is None:
            self.closed_at = now or timezone.now()
            self.save(update_fields=["closed_at"])
            nudge(self.pk)

    def reopen(self) -> None:
        self.closed_at = None
        self.save(update_fields=["closed_at"])


def nudge(conversation_id: int) -> None:
    """Something changed that is no message: who listens live looks again, and who may no longer hear is told."""
    with connection.cursor() as cursor:
        cursor.execute(NUDGE, {"words": f"{conversation_id} 0"})


def digest_of(key: str) -> str:
    """What is kept of a seat's key: it is long and random, so a plain digest tells nothing."""
    return hashlib.sha256(key.encode("utf8", "replace")).hexdigest()
