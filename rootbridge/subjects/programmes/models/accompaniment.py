"""After the decision: what is to be done by when, with its evidence, and the visits of who accompanies."""

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rootbridge.people.members.models import Member

from .application import Application
from .applications import MovedOn, State, own
from .attachment import Attachment


class Milestone(models.Model):
    """``amount``: paid when it is confirmed, if any; ``evidence``: the applicant's words that it is done; ``paper``: a
    file with them."""

    application = own(
        models.ForeignKey(Application, on_delete=models.CASCADE, related_name="milestones"), _("which application")
    )
    title = own(models.CharField(_("what is done"), max_length=160), _("what was agreed"))
    due_on = own(models.DateField(_("until")), _("until when"))
    amount = own(models.PositiveBigIntegerField(_("amount paid then"), null=True, blank=True), _("what is paid when"))
    evidence = own(models.TextField(_("what was done"), blank=True), _("to show that it is done"))
    paper = own(
        models.ForeignKey(Attachment, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"),
        _("to show that it is done"),
    )
    done_at = own(models.DateTimeField(_("done"), null=True, blank=True), _("when it was done"))
    confirmed_at = own(models.DateTimeField(_("confirmed"), null=True, blank=True), _("when it was looked at"))
    confirmed_by = own(
        models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"),
        _("who looked at it"),
    )
    answer = own(models.CharField(_("answer"), max_length=600, blank=True), _("what is still missing"))
    reminded_at = own(models.DateTimeField(_("reminded"), null=True, blank=True), _("to remind once"))

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed_at=None) | Q(done_at__isnull=False), name="milestone_done_before_confirmed"
            )
        ]

    def __str__(self):
        return self.title

    @property
    def state(self) -> str:
        """``ahead``, ``late``, ``done`` (waits for the adviser), ``confirmed``."""
        if self.confirmed_at:
            return "confirmed"
        if self.done_at:
            return "done"
        return "late" if self.due_on < timezone.localdate() else "ahead"

    @classmethod
    def plan(cls, application, *, by, **values) -> "Milestone":
        """What is to be done, agreed with the applicant."""
        with transaction.atomic():
            mine = _accompanied(application)
            made = cls.objects.create(application=mine, **values)
            mine.note("milestone_planned", by=by)
        return made

    def report(self, *, by, evidence, paper=None) -> "Milestone":
        """The applicant says that it is done."""
        with transaction.atomic():
            mine = _accompanied(self.application)
            rows = Milestone.objects.filter(pk=self.pk, confirmed_at=None)
            if not rows.update(evidence=evidence, paper=paper or self.paper, done_at=timezone.now(), answer=""):
                raise MovedOn("confirmed")
            mine.note("milestone_done", by=by)
        self.refresh_from_db()
        return self

    def confirm(self, *, by) -> "Milestone":
        """The adviser looked: it is done."""
        with transaction.atomic():
            mine = _accompanied(self.application)
            rows = Milestone.objects.filter(pk=self.pk, confirmed_at=None, done_at__isnull=False)
            if not rows.update(confirmed_at=timezone.now(), confirmed_by=by):
                raise MovedOn("not done")
            mine.note("milestone_confirmed", by=by)
        self.refresh_from_db()
        return self

    def send_back(self, *, by, answer) -> "Milestone":
        """Something is missing still; the applicant reads what."""
        with transaction.atomic():
            mine = _accompanied(self.application)
            rows = Milestone.objects.filter(pk=self.pk, confirmed_at=None, done_at__isnull=False)
            if not rows.update(done_at=None, answer=answer):
                raise MovedOn("not done")
            mine.note("milestone_sent_back", by=by)
        self.refresh_from_db()
        return self


class Visit(models.Model):
    """The adviser came, or they met: what was seen, and what was agreed. Both sides read it."""

    application = own(
        models.ForeignKey(Application, on_delete=models.CASCADE, related_name="visits"), _("which application")
    )
    on = own(models.DateField(_("day")), _("when it was"))
    by = own(models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+"), _("who came"))
    notes = own(models.TextField(_("what was seen")), _("to accompany you"))
    agreed = own(models.TextField(_("what was agreed"), blank=True), _("to know what comes next"))
    written_at = own(models.DateTimeField(_("written"), default=timezone.now), _("when it was written"))

    def __str__(self):
        return str(self.on)

    @classmethod
    def write(cls, application, *, by, **values) -> "Visit":
        """Note a visit; the applicant reads it."""
        with transaction.atomic():
            mine = _accompanied(application)
            made = cls.objects.create(application=mine, by=by, **values)
            mine.note("visited", by=by)
        return made


def _accompanied(application) -> Application:
    """The application, held; MovedOn where it is not accompanied, or no longer."""
    mine = Application.objects.locked(application.pk)
    if mine.state != State.GRANTED:
        raise MovedOn(mine.state)
    return mine
