"""One message, numbered within its conversation in the order it was stored."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.keeping import CONTRACT, OFFICES, TWO_YEARS, kept

from .conversation import Conversation
from .seat import Seat


class MessageKind(models.TextChoices):
    WORDS = "words", _("words")
    FILE = "file", _("a file")
    EVENT = "event", _("what happened")


class MessageQuerySet(models.QuerySet):
    def of(self, conversation):
        """In their order, with who said them."""
        return self.filter(conversation=conversation).select_related("seat").order_by("number")

    def said(self):
        return self.exclude(kind=MessageKind.EVENT)

    def forget(self) -> int:
        """Take the words out; that something was said stays."""
        return self.update(words="", data={})


def _said(field, purpose):
    return kept(field, purpose=purpose, basis=CONTRACT, retention=TWO_YEARS, seen_by=OFFICES)


class Message(models.Model):
    """``client_id``: what the sender's browser calls it, so that one sent twice is one; ``data``: of an event
    ``{"event": "taken", "name": …}``, of words whatever else belongs to them (``{"machine": "fr"}``)."""

    conversation = _said(
        models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="messages"), _("where it was said")
    )
    number = _said(models.PositiveIntegerField(_("number")), _("to keep the order"))
    seat = _said(
        models.ForeignKey(Seat, on_delete=models.SET_NULL, null=True, blank=True, related_name="messages"),
        _("who said it"),
    )
    client_id = _said(
        models.CharField(_("the sender's number"), max_length=36, null=True, blank=True), _("to store it once")
    )
    kind = _said(
        models.CharField(_("kind"), max_length=5, choices=MessageKind, default=MessageKind.WORDS), _("what it is")
    )
    words = _said(models.TextField(_("words"), blank=True), _("what was said"))
    language = _said(models.CharField(_("language"), max_length=8, blank=True), _("to read it in the right voice"))
    data = _said(models.JSONField(_("details"), default=dict, blank=True), _("what belongs to it"))
    at = _said(models.DateTimeField(_("said"), default=timezone.now), _("when it was said"))

    objects = MessageQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conversation", "number"], name="message_number_once"),
            models.UniqueConstraint(fields=["seat", "client_id"], name="message_sent_once"),
            models.CheckConstraint(condition=Q(kind__in=MessageKind.values), name="message_kind"),
        ]

    def __str__(self):
        return f"{self.conversation_id}:{self.number}"
