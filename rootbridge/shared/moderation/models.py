"""A report is a row; a decision on it is a row with its reason; hiding and showing again follow the decision."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.keeping import FACTS, LEGITIMATE, OWNER, STAFF, TWO_YEARS, kept
from rootbridge.people.members.models import Member

MAY_REPORT = {"purpose": _("to decide on the report and answer you"), "basis": LEGITIMATE, "retention": TWO_YEARS}


class Reason(models.TextChoices):
    FALSE = "false", _("It is not true")
    FRAUD = "fraud", _("It asks for money or papers")
    HARM = "harm", _("It puts somebody in danger")
    HATE = "hate", _("It insults or threatens")
    PRIVATE = "private", _("It shows private data")
    OTHER = "other", _("Something else")


class ReportQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Moderators and administrators inside their scope, and the one who reported."""
        if not user.pk:
            return self.none()
        condition = user.reach.condition("moderator", "administrator", path="place_path", residence="residence")
        return self.filter(condition | models.Q(reporter=user))

    def waiting(self):
        return self.filter(decision__isnull=True)


class Report(models.Model):
    target_kind = models.CharField(_("kind of thing"), max_length=60)
    target_id = models.BigIntegerField(_("number of the thing"))
    reporter = kept(
        models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="reports"),
        seen_by=OWNER, **MAY_REPORT,
    )  # fmt: skip
    reason = kept(models.CharField(_("reason"), max_length=12, choices=Reason), seen_by=STAFF, **MAY_REPORT)
    words = kept(models.TextField(_("in your words"), max_length=2000, blank=True), seen_by=STAFF, **MAY_REPORT)
    place_path = models.CharField(_("place"), max_length=200, blank=True)
    residence = models.CharField(_("country of residence"), max_length=2, blank=True)
    reported_at = models.DateTimeField(_("reported"), default=timezone.now)

    keeping = FACTS
    objects = ReportQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["target_kind", "target_id", "reporter"],
                condition=models.Q(reporter__isnull=False),
                name="report_once_each",
            )
        ]
        indexes = [models.Index(fields=["target_kind", "target_id"], name="report_target")]

    def __str__(self):
        return f"{self.target_kind} {self.target_id}: {self.reason}"


class Outcome(models.TextChoices):
    HIDDEN = "hidden", _("Taken off the pages")
    KEPT = "kept", _("Left as it is")


class Decision(models.Model):
    """One decision on one report; both sides get its reason."""

    keeping = FACTS

    report = models.OneToOneField(Report, on_delete=models.CASCADE, related_name="decision")
    outcome = models.CharField(_("decision"), max_length=8, choices=Outcome)
    reason = kept(models.TextField(_("reason, for both sides"), max_length=2000), seen_by=STAFF, **MAY_REPORT)
    decided_by = kept(
        models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="decisions"),
        seen_by=STAFF, **MAY_REPORT,
    )  # fmt: skip
    decided_at = models.DateTimeField(_("decided"), default=timezone.now)

    class Meta:
        constraints = [models.CheckConstraint(condition=~models.Q(reason=""), name="decision_has_reason")]

    def __str__(self):
        return self.get_outcome_display()
