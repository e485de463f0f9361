"""Review: who is asked to judge an application, that no interest of theirs stands in the way, and what they score."""

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rootbridge.base.audit.chain import record
from rootbridge.base.core.keeping import LEGITIMATE, STAFF
from rootbridge.people.members.models import Member

from .application import Application
from .applications import Incomplete, MovedOn, State, own
from .terms import Criterion, Stage


def _judged(field, purpose):
    return own(field, purpose, seen_by=STAFF, basis=LEGITIMATE)


class Advice(models.TextChoices):
    YES = "yes", _("Give the grant")
    CHANGES = "changes", _("Give it, with conditions")
    NO = "no", _("Do not give it")


class AssignmentQuerySet(models.QuerySet):
    def visible_to(self, user):
        """A reviewer's own."""
        return self.filter(reviewer=user) if user.pk else self.none()

    def standing(self):
        """Neither stepped back from nor taken away."""
        return self.filter(Q(has_conflict=False) | Q(has_conflict=None), ended_at=None)

    def waiting(self):
        """To be declared or scored, of applications still under way."""
        return self.standing().filter(sent_at=None, application__state=State.SENT)

    def done(self):
        return self.standing().filter(sent_at__isnull=False)

    def for_pages(self):
        return self.select_related("application__call__programme__office", "application__place", "reviewer", "stage")


class Assignment(models.Model):
    """One reviewer, one application, one stage. ``has_conflict``: None until they declared; True closes the application
    to them. ``sent_at``: since when the scores stand."""

    application = _judged(
        models.ForeignKey(Application, on_delete=models.CASCADE, related_name="assignments"), _("what is judged")
    )
    stage = _judged(
        models.ForeignKey(Stage, on_delete=models.SET_NULL, null=True, related_name="+"), _("in which stage")
    )
    reviewer = _judged(models.ForeignKey(Member, on_delete=models.CASCADE, related_name="reviews"), _("who judges"))
    assigned_by = _judged(
        models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+"), _("who asked them")
    )
    assigned_at = _judged(models.DateTimeField(_("asked"), default=timezone.now), _("when they were asked"))
    due_on = _judged(models.DateField(_("until")), _("until when"))
    has_conflict = _judged(
        models.BooleanField(_("conflict of interest"), null=True), _("so that nobody judges friends")
    )
    conflict_words = _judged(models.CharField(_("which"), max_length=300, blank=True), _("why they step back"))
    declared_at = _judged(models.DateTimeField(_("declared"), null=True, blank=True), _("when they declared it"))
    advice = _judged(models.CharField(_("advice"), max_length=8, choices=Advice, blank=True), _("to decide"))
    words = _judged(models.TextField(_("in words"), blank=True), _("to decide"))
    sent_at = _judged(models.DateTimeField(_("sent"), null=True, blank=True), _("since when it stands"))
    ended_at = _judged(models.DateTimeField(_("taken away"), null=True, blank=True), _("whether it still stands"))
    reminded_at = _judged(models.DateTimeField(_("reminded"), null=True, blank=True), _("to remind once"))

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["application", "stage", "reviewer"], name="assignment_once"),
            models.CheckConstraint(
                condition=Q(sent_at=None) | Q(has_conflict=False), name="assignment_scores_without_conflict"
            ),
        ]

    def __str__(self):
        return f"{self.application_id}: {self.reviewer_id}"

    @property
    def is_open(self) -> bool:
        """May the reviewer read the application?"""
        return self.has_conflict is False and self.ended_at is None

    @classmethod
    def ask(cls, application, reviewer, *, by, due_on) -> tuple["Assignment", bool]:
        """Ask somebody to review in the present stage; who takes part in an application never does. Returns
        (assignment, made)."""
        with transaction.atomic():
            mine = Application.objects.locked(application.pk)
            if mine.state != State.SENT or mine.stage is None or mine.stage.does != "review":
                raise MovedOn(mine.state)
            if Application.objects.of(reviewer).filter(pk=mine.pk).exists() or not reviewer.has_role:
                raise PermissionDenied("applicants do not review, nor do people without a role")
            row, made = cls.objects.get_or_create(
                application=mine, stage=mine.stage, reviewer=reviewer,
                defaults={"assigned_by": by, "due_on": due_on},
            )  # fmt: skip
            if made:
                mine.note("review_asked", by=by)
        return row, made

    def declare(self, *, by, has_conflict: bool, words="") -> "Assignment":
        """Say whether an interest of one's own stands in the way; before that, nothing of the application is shown. Who
        finds one while reading steps back; a conflict once declared stands."""
        with transaction.atomic():
            mine = self._mine(by)
            steps_back = has_conflict and mine.has_conflict is False and mine.sent_at is None
            if mine.has_conflict is None or steps_back:
                now = timezone.now()
                Assignment.objects.filter(pk=mine.pk).update(
                    has_conflict=has_conflict, conflict_words=words if has_conflict else "", declared_at=now
                )
                kind = "conflict_declared" if has_conflict else "no_conflict"
                record(f"programmes.{kind}", mine, by=by, place_path=mine.application.programme.place.path)
        self.refresh_from_db()
        return self

    def save_scores(self, *, by, scores: dict[int, tuple], **values) -> "Assignment":
        """Keep a draft of the scores: {number of a criterion: (points or None, words)}; ``values``: ``advice``,
        ``words``. MovedOn once they are sent."""
        with transaction.atomic():
            mine = self._mine(by)
            if not mine.is_open or mine.sent_at or mine.application.state != State.SENT:
                raise MovedOn(mine.application.state)
            for number, (points, words) in scores.items():
                Score.objects.update_or_create(
                    assignment=mine, criterion_id=number, defaults={"points": points, "words": words}
                )
            Assignment.objects.filter(pk=mine.pk).update(**values)
        self.refresh_from_db()
        return self

    def send(self, *, by) -> "Assignment":
        """The scores stand, and those of others are shown. Incomplete where a criterion has none."""
        with transaction.atomic():
            mine = self._mine(by)
            if not mine.is_open or mine.application.state != State.SENT:
                raise MovedOn(mine.application.state)
            scored = set(mine.scores.filter(points__isnull=False).values_list("criterion", flat=True))
            wanted = set(Criterion.objects.filter(programme=mine.application.programme).values_list("pk", flat=True))
            if wanted - scored or not mine.advice:
                raise Incomplete
            if mine.sent_at is None:
                Assignment.objects.filter(pk=mine.pk).update(sent_at=timezone.now())
                mine.application.note("review_sent", by=by)
        self.refresh_from_db()
        return self

    def end(self, *, by) -> None:
        """Take it from a reviewer who has not sent theirs."""
        with transaction.atomic():
            rows = Assignment.objects.filter(pk=self.pk, sent_at=None, ended_at=None)
            if rows.update(ended_at=timezone.now()):
                self.application.note("review_ended", by=by)
        self.refresh_from_db()

    def _mine(self, by):
        """This row, held. PermissionDenied for anybody but its reviewer."""
        Application.objects.locked(self.application_id)
        mine = Assignment.objects.select_for_update(of=("self",)).get(pk=self.pk)
        if mine.reviewer_id != by.pk or mine.ended_at:
            raise PermissionDenied("somebody else's review")
        return mine


class Score(models.Model):
    """What one reviewer gives for one criterion; ``points``: None until they did."""

    assignment = _judged(
        models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="scores"), _("whose score it is")
    )
    criterion = _judged(models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="scores"), _("for what"))
    points = _judged(models.PositiveSmallIntegerField(_("points"), null=True, blank=True), _("to compare"))
    words = _judged(models.TextField(_("why"), blank=True), _("to explain it"))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["assignment", "criterion"], name="score_once")]

    def __str__(self):
        return f"{self.assignment_id}: {self.points}"
