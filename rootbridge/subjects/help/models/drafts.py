"""What somebody of a desk has begun to write, and what they gave along: links, reminders, proposals."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.keeping import CONTRACT, FACTS, STAFF, THIRTY_DAYS, TWO_YEARS, kept
from rootbridge.people.members.models import Member

from .published import PublishedAnswer
from .question import Question


def _work(field, purpose, retention=TWO_YEARS):
    return kept(field, purpose=purpose, basis=CONTRACT, retention=retention, seen_by=STAFF)


class Draft(models.Model):
    """A reply that is not sent yet: one a person and question; read by whoever wrote it alone."""

    question = _work(
        models.ForeignKey(Question, on_delete=models.CASCADE, related_name="drafts"), _("which question"), THIRTY_DAYS
    )
    by = _work(models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+"), _("who writes"), THIRTY_DAYS)
    words = _work(models.TextField(_("words"), max_length=6000), _("to go on with it later"), THIRTY_DAYS)
    at = _work(models.DateTimeField(_("kept"), default=timezone.now), _("how old it is"), THIRTY_DAYS)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["question", "by"], name="draft_one_each")]

    def __str__(self):
        return str(self.question_id)

    @classmethod
    def keep(cls, question, *, by, words) -> None:
        """Keep it in place of the one before; nothing is kept of no words."""
        if words:
            cls.objects.update_or_create(question=question, by=by, defaults={"words": words, "at": timezone.now()})


class Link(models.Model):
    """A guide or a published answer that the desk gave along. ``path``: below the reader's language."""

    question = _work(models.ForeignKey(Question, on_delete=models.CASCADE, related_name="links"), _("which question"))
    path = _work(models.CharField(_("address"), max_length=200), _("to find more"))
    by = _work(
        models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+"), _("who gave it along")
    )
    at = _work(models.DateTimeField(_("given along"), default=timezone.now), _("when it was given along"))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["question", "path"], name="link_once")]

    def __str__(self):
        return self.path


class Reminder(models.Model):
    """That somebody was told that a question is late: ``stage`` "person", "office" or "centre", once a promise."""

    keeping = FACTS

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="reminders")
    stage = models.CharField(_("who was told"), max_length=6)
    due_on = models.DateField(_("the day promised"))
    at = models.DateTimeField(_("told"), default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["question", "stage", "due_on"], name="reminder_once"),
            models.CheckConstraint(condition=Q(stage__in=("person", "office", "centre")), name="reminder_stage"),
        ]

    def __str__(self):
        return f"{self.question_id} {self.stage}"


class Proposal(models.Model):
    """That an answered question was proposed as an answer for all: known at the desk, never by the answer."""

    question = _work(
        models.ForeignKey(Question, on_delete=models.CASCADE, related_name="proposals"), _("which question")
    )
    answer = _work(models.ForeignKey(PublishedAnswer, on_delete=models.CASCADE, related_name="+"), _("what came of it"))
    by = _work(models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+"), _("who proposed it"))
    at = _work(models.DateTimeField(_("proposed"), default=timezone.now), _("when it was proposed"))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["question"], name="proposal_once")]

    def __str__(self):
        return str(self.question_id)
