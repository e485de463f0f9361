"""An appeal: somebody thinks that a decision on what they wrote is wrong, and somebody else decides anew."""

from django.contrib.postgres.fields import ArrayField
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rootbridge.base.audit.chain import record
from rootbridge.base.core.keeping import FACTS, LEGITIMATE, OWNER, STAFF, TWO_YEARS, kept
from rootbridge.people.members.models import Member

from ..clock import appeal_within
from ..registry import announce, appealables
from .case import MODERATORS

MAY = {"purpose": _("to decide anew and answer you"), "basis": LEGITIMATE, "retention": TWO_YEARS}


class AppealQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own, and those inside one's scope that one may decide on."""
        return self.received_by(user) | self.filter(member=user) if user.pk else self.none()

    def received_by(self, user):
        return self.filter(user.reach.condition(*MODERATORS, path="place_path")) if user.pk else self.none()

    def about(self, kind, number):
        return self.filter(target_kind=kind, target_id=number)

    def waiting(self):
        return self.filter(outcome="")

    def late_at(self, now):
        return self.waiting().filter(due_at__lt=now)

    def decided_by(self, user):
        """Those that a user may decide on: inside their scope, neither their own nor against what they decided."""
        return self.received_by(user).exclude(member=user.pk).exclude(first_deciders__contains=[user.pk or 0])


def deciders_of(first) -> set[int]:
    """Numbers of those who decided, one or several; none where they are gone."""
    return {number for number in (first if isinstance(first, set) else {first}) if number}


class Appeal(models.Model):
    """``target_kind``, ``target_id``: what was decided on; ``first_deciders``: numbers of those who decided it, who
    never decide the appeal; ``outcome``: "" while it waits, until ``due_at``."""

    class Outcome(models.TextChoices):
        RIGHT = "right", _("The appeal is right")
        STANDS = "stands", _("The decision stands")

    keeping = FACTS

    target_kind = models.CharField(_("kind of thing"), max_length=60)
    target_id = models.BigIntegerField(_("number of the thing"))
    member = kept(models.ForeignKey(Member, on_delete=models.CASCADE, related_name="appeals"), seen_by=OWNER, **MAY)
    words = kept(models.TextField(_("why it is wrong"), max_length=2000), seen_by=STAFF, **MAY)
    language = models.CharField(_("language"), max_length=8, blank=True)
    place_path = models.CharField(_("place"), max_length=200, blank=True)
    first_deciders = kept(ArrayField(models.BigIntegerField(), default=list, blank=True), seen_by=STAFF, **MAY)
    made_at = models.DateTimeField(_("made"), default=timezone.now)
    due_at = models.DateTimeField(_("due"))
    outcome = models.CharField(_("decision"), max_length=6, choices=Outcome, blank=True)
    reason = kept(models.TextField(_("reason"), max_length=2000, blank=True), seen_by=STAFF, **MAY)
    decided_by = kept(
        models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"),
        seen_by=STAFF, **MAY,
    )  # fmt: skip
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)

    objects = AppealQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["target_kind", "target_id"], name="appeal_once"),
            models.CheckConstraint(condition=Q(outcome="") | ~Q(reason=""), name="appeal_has_reason"),
            # Whoever decided first, and whoever appeals, never decides the appeal.
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(first_deciders__contains=[F("decided_by")]),
                name="appeal_by_somebody_else",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("member")), name="appeal_not_by_its_author"
            ),
        ]

    def __str__(self):
        return f"{self.target_kind} {self.target_id}"

    @property
    def known(self):
        return appealables.all().get(self.target_kind)

    @classmethod
    def make(cls, kind: str, thing, *, by, words, language=""):
        """Appeal against a decision, once. Returns (appeal, made)."""
        known, now = appealables.all()[kind], timezone.now()
        with transaction.atomic():
            appeal, made = cls.objects.get_or_create(
                target_kind=kind, target_id=thing.pk,
                defaults={"member": by, "words": words, "language": language, "place_path": known.place_path(thing),
                          "first_deciders": sorted(deciders_of(known.first(thing))), "made_at": now,
                          "due_at": now + appeal_within()},
            )  # fmt: skip
            if made:
                record("moderation.appealed", appeal, by=by, place_path=appeal.place_path)
                announce("appealed", known, thing, appeal=appeal)
        return appeal, made

    def decide(self, *, by, outcome, reason) -> bool:
        """Decide on it, and tell whoever made it; False when somebody did before."""
        with transaction.atomic():
            mine = Appeal.objects.select_for_update().get(pk=self.pk)
            thing = self.known.find(self.target_id)
            if mine.outcome or thing is None:
                return False
            mine.outcome, mine.reason, mine.decided_by, mine.decided_at = outcome, reason, by, timezone.now()
            mine.save()
            self.known.decided(thing, mine, by)
            record("moderation.appeal_decided", mine, by=by, fields=[outcome], place_path=mine.place_path)
        return True
