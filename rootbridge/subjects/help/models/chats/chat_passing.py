"""A talk given on: to whom, to which desk, with a note that only the desk reads."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.keeping import CONTRACT, SIX_MONTHS, STAFF, kept
from rootbridge.people.members.models import Member
from rootbridge.people.offices.models import Office

from .chat import Chat


def _work(field, purpose):
    return kept(field, purpose=purpose, basis=CONTRACT, retention=SIX_MONTHS, seen_by=STAFF)


class ChatPassing(models.Model):
    """Given to somebody of the desk (``to``), or to another office."""

    chat = _work(models.ForeignKey(Chat, on_delete=models.CASCADE, related_name="passings"), _("which talk"))
    by = _work(models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+"), _("who gave it"))
    to = _work(
        models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"), _("who has it")
    )
    office = _work(models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+"), _("which desk"))
    note = _work(models.TextField(_("note"), max_length=1000, blank=True), _("what the next one must know"))
    at = _work(models.DateTimeField(_("given"), default=timezone.now), _("when it was given"))

    def __str__(self):
        return f"{self.chat_id} to {self.to_id or self.office_id}"
