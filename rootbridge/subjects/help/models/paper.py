"""A file that the desk asks for, by a named reason."""

import json

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rootbridge.base.audit.chain import record
from rootbridge.base.core.keeping import CONTRACT, OFFICES, STAFF, TWO_YEARS, kept
from rootbridge.people.members.models import Member
from rootbridge.shared.conversations.ledger import note_event

from ..staff import people_of
from .question import Question


class PaperNeed(models.TextChoices):
    """Why a file is asked for. An identity paper is a reason of its own."""

    PROOF = "proof", _("The law wants a proof of what you wrote")
    AMOUNT = "amount", _("To work out an amount or a date")
    FORM = "form", _("It is the form that you fill in")
    IDENTITY = "identity", _("To be sure that the paper is about you")
    CLEARER = "clearer", _("What you sent cannot be read")


def _asked(field, purpose, seen_by=OFFICES):
    return kept(field, purpose=purpose, basis=CONTRACT, retention=TWO_YEARS, seen_by=seen_by)


class FileRequest(models.Model):
    """``what``: in the desk's words; ``need``: why; ``words``: more about it; ``by_day``: until when; ``met_at``: when
    a file came for it."""

    question = _asked(models.ForeignKey(Question, on_delete=models.CASCADE, related_name="papers"), _("which question"))
    what = _asked(models.CharField(_("which paper"), max_length=160), _("what the desk asks for"))
    need = _asked(models.CharField(_("why"), max_length=8, choices=PaperNeed), _("why the desk asks for it"))
    words = _asked(models.CharField(_("more about it"), max_length=600, blank=True), _("what the desk wrote"))
    by_day = _asked(models.DateField(_("by when")), _("until when it helps"))
    by = _asked(
        models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+"), _("who asked"), STAFF
    )
    client_id = _asked(models.CharField(_("the sender's number"), max_length=36, unique=True), _("to store it once"))
    at = _asked(models.DateTimeField(_("asked"), default=timezone.now), _("when it was asked for"))
    met_at = _asked(models.DateTimeField(_("sent"), null=True, blank=True), _("when you sent it"))

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(need__in=PaperNeed.values), name="file_request_need")]

    def __str__(self):
        return f"{self.question_id} {self.what}"

    @classmethod
    def ask(cls, question, *, by, what, need, by_day, client_id, words=""):
        """The desk asks for a file: it stands in the talk with its reason, and whoever asked is told. Sent again under
        the same ``client_id`` it is the same one. None where the question is closed, or ``by`` does not answer for it
        any more."""
        with transaction.atomic():
            held = Question.objects.select_for_update().get(pk=question.pk)
            if known := cls.objects.filter(client_id=client_id).first():
                return known
            is_closed = held.closings.filter(reopened_at__isnull=True).exists()
            if is_closed or by not in people_of(held.office, held.excluded):
                return None
            made = cls.objects.create(
                question=held, by=by, what=what, need=need, words=words, by_day=by_day, client_id=client_id
            )
            said = {"event": "file_asked", "what": what, "why": need, "by": by_day.isoformat()}
            note_event(held.talk(), json.dumps(said))
            held.first_reply_at = held.first_reply_at or made.at
            held.person = held.person or by
            held.save(update_fields=["first_reply_at", "person"])
            record("help.question_file_asked", held, by=by, place_path=held.office.place.path)
            held._tell_asker(what, kind="help.question_file_asked")
        return made

    def meet(self) -> None:
        """A file came for it."""
        self.met_at = self.met_at or timezone.now()
        self.save(update_fields=["met_at"])
