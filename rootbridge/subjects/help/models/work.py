"""What the people of a desk do with a question among themselves: hand it over, and note what only they read."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.keeping import CONTRACT, STAFF, TWO_YEARS, kept
from rootbridge.people.members.models import Member
from rootbridge.people.offices.models import Office

from ..staff import new_client
from .question import Question


def _work(field, purpose):
    return kept(field, purpose=purpose, basis=CONTRACT, retention=TWO_YEARS, seen_by=STAFF)


class Handover(models.Model):
    """A question given to a person of the desk (``to``), or to another office than the one it ``left``, or back to the
    desk (neither); with a note for who takes it."""

    question = _work(
        models.ForeignKey(Question, on_delete=models.CASCADE, related_name="handovers"), _("which question")
    )
    by = _work(models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+"), _("who gave it"))
    to = _work(
        models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"),
        _("who has it"),
    )
    office = _work(models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+"), _("where it lies"))
    left = _work(
        models.ForeignKey(Office, on_delete=models.PROTECT, null=True, blank=True, related_name="+"),
        _("where it lay before"),
    )
    note = _work(models.TextField(_("note"), max_length=1000, blank=True), _("what the next one must know"))
    at = _work(models.DateTimeField(_("handed over"), default=timezone.now), _("when it was given"))

    def __str__(self):
        return f"{self.question_id} to {self.to_id or self.office_id}"


class Note(models.Model):
    """A private note at the desk: whoever asked never sees it here, and finds it in their data."""

    question = _work(models.ForeignKey(Question, on_delete=models.CASCADE, related_name="notes"), _("which question"))
    by = _work(models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+"), _("who wrote it"))
    words = _work(models.TextField(_("note"), max_length=4000), _("what the desk must remember"))
    at = _work(models.DateTimeField(_("written"), default=timezone.now), _("when it was written"))
    client = _work(models.CharField(_("the sender's number"), max_length=36, default=new_client), _("to keep it once"))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["question", "client"], name="note_once")]

    def __str__(self):
        return str(self.question_id)
