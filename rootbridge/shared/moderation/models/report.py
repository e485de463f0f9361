"""A report: one person says that one thing is wrong. It belongs to the case of the thing, and is answered by its
decision."""

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rootbridge.base.audit.chain import record
from rootbridge.base.core.keeping import FACTS, LEGITIMATE, NOBODY, OWNER, STAFF, TWO_YEARS, kept
from rootbridge.people.members.models import Member

from ..clock import Reason
from ..registry import announce
from .case import Case
from .hold import Hold, Why

MAY_REPORT = {"purpose": _("to decide on the report and answer you"), "basis": LEGITIMATE, "retention": TWO_YEARS}
ENOUGH = 3  # so many people who report one thing take it off the pages until somebody has looked


class ReportQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those of whoever decides inside their scope, and the one who reported."""
        return self.received_by(user) | self.filter(reporter=user) if user.pk else self.none()

    def received_by(self, user):
        """Those that a user may have to decide on; the page of one's own reports is another."""
        return self.filter(case__in=Case.objects.received_by(user).values("pk")) if user.pk else self.none()

    def sent_by(self, user):
        return self.filter(reporter=user) if user.pk else self.none()

    def about(self, kind, number):
        return self.filter(target_kind=kind, target_id=number)

    def waiting(self):
        return self.filter(case__closed_at=None)


class Report(models.Model):
    """``source``: a keyed digest of the thing and the network of a reporter without an account, so that one person is
    not counted thrice; emptied by the decision."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="reports")
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
    def place_path(self) -> str:
        return self.case.place_path

    @property
    def residence(self) -> str:
        return self.case.residence

    @classmethod
    def send(cls, known, thing, *, by=None, source="", now=None, **words):
        """Report a thing, once for each person. Returns (report, made).

        ``words``: ``reason``, and ``words`` and ``language`` if there are any. Three reports of one thing that wait
        take it off the pages until somebody has looked.
        """
        who = {"reporter": by} if by else {"source": source or "unknown", "reporter": None}
        now = now or timezone.now()
        with transaction.atomic():
            before = cls.objects.about(known.key, thing.pk).filter(**who).select_related("case").first()
            if before is not None:
                return before, False
            case = Case.open_for(known, thing, reason=words["reason"], now=now)
            report, made = cls.objects.get_or_create(
                target_kind=known.key, target_id=thing.pk, **who, defaults={**words, "case": case, "reported_at": now}
            )
            if made:
                record("moderation.reported", report, fields=[report.reason], place_path=case.place_path)
                if case.reports.count() >= ENOUGH and Hold.place(known, thing, why=Why.REPORTS):
                    announce("held", known, thing, why=Why.REPORTS)
        return report, made
