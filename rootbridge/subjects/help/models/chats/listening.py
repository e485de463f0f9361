"""Somebody who leads a desk, or decides on a report, reads a talk: with a reason, for a while, seen by both sides."""

from datetime import timedelta

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rootbridge.base.audit.chain import record
from rootbridge.base.core.keeping import LEGAL_DUTY, SIX_MONTHS, STAFF, kept
from rootbridge.people.members.models import Member

from .chat import Chat

LASTS = timedelta(minutes=30)


class ListeningQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own."""
        return self.filter(member=user) if user.pk else self.none()

    def open_at(self, now):
        return self.filter(until__gt=now)


def _watch(field, purpose):
    return kept(field, purpose=purpose, basis=LEGAL_DUTY, retention=SIX_MONTHS, seen_by=STAFF)


class Listening(models.Model):
    """Who, why, until when. It ends by itself."""

    chat = _watch(models.ForeignKey(Chat, on_delete=models.CASCADE, related_name="listenings"), _("which talk"))
    member = _watch(
        models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="listenings"), _("who read it")
    )
    reason = _watch(models.CharField(_("reason"), max_length=300), _("to tell why"))
    at = _watch(models.DateTimeField(_("since"), default=timezone.now), _("when it was read"))
    until = _watch(models.DateTimeField(_("until")), _("so that it ends by itself"))

    objects = ListeningQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=~models.Q(reason=""), name="listening_has_reason")]

    def __str__(self):
        return f"{self.chat_id}: {self.reason}"

    @classmethod
    def begin(cls, chat, *, by, reason) -> "Listening":
        """Read a talk for half an hour; a talk that goes on says so to both sides."""
        now = timezone.now()
        with transaction.atomic():
            listening = cls.objects.create(chat=chat, member=by, reason=reason, at=now, until=now + LASTS)
            if chat.ended_at is None:
                chat.note("listening", name=by.short_name)
            record("help.chat_listened", chat, by=by, place_path=chat.office.place.path)
        return listening
