"""A report is a row; a decision on it is a row with its reason; hiding and showing again follow the decision."""

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from rootbridge.base.audit.chain import record
from rootbridge.base.core.keeping import FACTS, LEGITIMATE, NOBODY, OWNER, STAFF, TWO_YEARS, kept
from rootbridge.people.members.models import Member

from ..registry import announce, reportables, things_of
from .hold import Hold

MAY_REPORT = {"purpose": _("to decide on the report and answer you"), "basis": LEGITIMATE, "retention": TWO_YEARS}
ENOUGH = 3  # so many people who report one thing take it off the pages until somebody has looked
MODERATORS = ("moderator", "administrator")


class Reason(models.TextChoices):
    FRAUD = "fraud", _("It asks for money or papers")
    HARM = "harm", _("It puts somebody in danger")
    HATE = "hate", _("It insults or threatens")
    PRIVATE = "private", _("It shows private data")
    FALSE = "false", _("It is not true")
    OTHER = "other", _("Something else")


URGENT = (Reason.FRAUD, Reason.HARM, Reason.HATE, Reason.PRIVATE)


class ReportQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Moderators and administrators inside their scope, and the one who reported."""
        if not user.pk:
            return self.none()
        return self.filter(_in_scope(user) & ~_hidden_from(user) | Q(reporter=user))

    def received_by(self, user):
        """Those that a user may have to decide on; the page of one's own reports is another."""
        return self.filter(_in_scope(user) & ~_hidden_from(user)) if user.pk else self.none()

    def sent_by(self, user):
        return self.filter(reporter=user) if user.pk else self.none()

    def about(self, kind, number):
        return self.filter(target_kind=kind, target_id=number)

    def waiting(self):
        return self.filter(decision__isnull=True)

    def decided(self):
        return self.filter(decision__isnull=False)

    def first_of_each(self):
        """One report for each thing: the oldest of these."""
        return self.order_by("target_kind", "target_id", "reported_at", "pk").distinct("target_kind", "target_id")


def _in_scope(user) -> Q:
    return user.reach.condition(*MODERATORS, path="place_path", residence="residence")


def _hidden_from(user) -> Q:
    """Reports of things that a user must not learn of."""
    hidden = Q(pk__in=[])
    for known in reportables.all().values():
        if known.hidden_from is not None:
            hidden |= Q(target_kind=known.key, target_id__in=known.hidden_from(user))
    return hidden


class Report(models.Model):
    """``source``: a keyed digest of the thing and the network of a reporter without an account, so that one person is
    not counted thrice; emptied by the decision."""

    target_kind = models.CharField(_("kind of thing"), max_length=60)
    target_id = models.BigIntegerField(_("number of the thing"))
    reporter = kept(
        models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="reports"),
        seen_by=OWNER, **MAY_REPORT,
    )  # fmt: skip
    source = kept(models.CharField(_("where it came from"), max_length=64, blank=True), seen_by=NOBODY, **MAY_REPORT)
    reason = kept(models.CharField(_("reason"), max_length=12, choices=Reason), seen_by=STAFF, **MAY_REPORT)
    words = kept(models.TextField(_("in your words"), max_length=2000, blank=True), seen_by=STAFF, **MAY_REPORT)
    language = models.CharField(_("language"), max_length=8, blank=True)
    place_path = models.CharField(_("place"), max_length=200, blank=True)
    residence = models.CharField(_("country of residence"), max_length=2, blank=True)
    reported_at = models.DateTimeField(_("reported"), default=timezone.now)

    keeping = FACTS
    objects = ReportQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["target_kind", "target_id", "reporter"],
                condition=Q(reporter__isnull=False),
                name="report_once_each",
            ),
            models.UniqueConstraint(
                fields=["target_kind", "target_id", "source"], condition=~Q(source=""), name="report_once_each_source"
            ),
        ]
        indexes = [models.Index(fields=["target_kind", "target_id"], name="report_target")]

    def __str__(self):
        return f"{self.target_kind} {self.target_id}: {self.reason}"

    @property
    def is_urgent(self) -> bool:
        """May somebody be hurt or cheated?"""
        return self.reason in URGENT

    @property
    def known(self):
        """What the registry says of the kind of thing, of a sleeping part too."""
        return reportables.all().get(self.target_kind)

    @cached_property
    def thing(self):
        """The thing itself, hidden or not; None when it is gone. One query."""
        return things_of(self.target_kind, [self.target_id]).get(self.target_id)

    @classmethod
    def send(cls, known, thing, *, by=None, source="", **words):
        """Report a thing, once for each person. Returns (report, made).

        ``words``: ``reason``, and ``words`` and ``language`` if there are any. Three reports of one thing that wait
        take it off the pages until somebody has looked.
        """
        who = {"reporter": by} if by else {"source": source or "unknown", "reporter": None}
        belongs = {"place_path": known.place_path(thing) or "", "residence": known.residence(thing) or ""}
        with transaction.atomic():
            report, made = cls.objects.get_or_create(
                target_kind=known.key, target_id=thing.pk, **who, defaults={**words, **belongs}
            )
            if made:
                record("moderation.reported", report, fields=[report.reason], place_path=report.place_path)
                waiting = cls.objects.about(known.key, thing.pk).waiting()
                if waiting.count() >= ENOUGH and Hold.place(known, thing):
                    announce("held", known, thing)
        return report, made

    def decide(self, *, by, outcome, reason):
        """Decide on every waiting report of the thing at once. Returns the decisions; none when it was done before."""
        known, thing = self.known, self.thing
        with transaction.atomic():
            same = list(Report.objects.about(self.target_kind, self.target_id).order_by("pk").select_for_update())
            done = set(Decision.objects.filter(report__in=same).values_list("report_id", flat=True))
            same = [one for one in same if one.pk not in done]
            decisions = [Decision(report=one, outcome=outcome, reason=reason, decided_by=by) for one in same]
            if not decisions:
                return []
            Decision.objects.bulk_create(decisions)
            Report.objects.filter(pk__in=[one.report_id for one in decisions]).update(source="")
            if thing is not None:
                change = Hold.place if outcome == Outcome.HIDDEN else Hold.lift
                change(known, thing, by=by)
                announce("decided", known, thing, decisions=decisions)
            record("moderation.decided", self, by=by, fields=[outcome], place_path=self.place_path)
        return decisions

    def put_back(self, *, by, reason):
        """Change a decision: the thing is on the pages again and both sides hear why. False when it was there."""
        known, thing = self.known, self.thing
        with transaction.atomic():
            same = Report.objects.about(self.target_kind, self.target_id)
            decided = list(Decision.objects.select_for_update().filter(report__in=same, outcome=Outcome.HIDDEN))
            if thing is None or not Hold.lift(known, thing, by=by):
                return False
            for decision in decided:
                decision.outcome, decision.reason = Outcome.KEPT, reason
                decision.decided_by, decision.decided_at = by, timezone.now()
            Decision.objects.bulk_update(decided, ["outcome", "reason", "decided_by", "decided_at"])
            announce("decided", known, thing, decisions=decided)
            record("moderation.put_back", self, by=by, place_path=self.place_path)
        return True


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
