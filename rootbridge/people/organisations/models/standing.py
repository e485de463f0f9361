"""How an organisation stands: not yet shown, listed, verified, lapsed, refused, closed. One standing at a time."""

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rootbridge.base.audit.chain import record
from rootbridge.base.core import findable, versions
from rootbridge.base.core.keeping import FACTS, LEGITIMATE, STAFF, TWO_YEARS, kept
from rootbridge.people.members.models import Member

from .kinds import State
from .organisation import Organisation


class StandingKind(models.TextChoices):
    WAITING = "waiting", _("Somebody looks at it first")
    LISTED = "listed", _("Listed")
    VERIFIED = "verified", _("Verified")
    LAPSED = "lapsed", _("Verification ran out")
    REFUSED = "refused", _("Not accepted")
    CLOSED = "closed", _("Closed")


STATES = {
    StandingKind.WAITING: State.UNSEEN, StandingKind.LISTED: State.LISTED, StandingKind.VERIFIED: State.VERIFIED,
    StandingKind.LAPSED: State.LISTED, StandingKind.REFUSED: State.UNSEEN, StandingKind.CLOSED: State.CLOSED,
}  # fmt: skip


class Flag(models.TextChoices):
    """Why somebody has to look before it is listed."""

    DOUBLE = "double", _("It looks like one that is there already")
    RESERVED = "reserved", _("Its name reads like that of a public authority")
    LOOKALIKE = "lookalike", _("Its name uses letters that only look like others")
    BADGE = "badge", _("Its name wears a sign or a word that looks like a badge")
    OFFICIAL = "official", _("It says that it is a public authority")
    LINKS = "links", _("Addresses stand in its words")
    HURRY = "hurry", _("Several were registered by the same person today")


class StandingQuerySet(models.QuerySet):
    def live(self):
        return self.filter(ended_at=None)

    def run_out_on(self, day):
        """Verified, and its date of re-check is past."""
        return self.live().filter(kind=StandingKind.VERIFIED, recheck_on__lt=day)


class Standing(models.Model):
    """``flags``: keys of ``Flag``; ``reasons``: keys of ``Reason`` for which it was refused; ``by`` None: the checks;
    ``recheck_on``: until when a verification holds."""

    keeping = FACTS

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="standings")
    kind = models.CharField(_("kind"), max_length=10, choices=StandingKind)
    flags = models.JSONField(_("why somebody looks"), default=list, blank=True)
    reasons = models.JSONField(_("reasons"), default=list, blank=True)
    words = models.TextField(_("words to the organisation"), max_length=1000, blank=True)
    language = models.CharField(_("language of the words"), max_length=8, blank=True)
    by = kept(
        models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"),
        purpose=_("to know who decided"), basis=LEGITIMATE, retention=TWO_YEARS, seen_by=STAFF,
    )  # fmt: skip
    at = models.DateTimeField(_("since"), default=timezone.now)
    recheck_on = models.DateField(_("looked at again on"), null=True, blank=True)
    ended_at = models.DateTimeField(_("until"), null=True, blank=True)

    objects = StandingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation"], condition=Q(ended_at=None), name="standing_one_live"),
            models.CheckConstraint(
                condition=~Q(kind="verified") | Q(recheck_on__isnull=False), name="standing_verified_until"
            ),
            models.CheckConstraint(condition=~Q(kind="refused") | ~Q(reasons=[]), name="standing_refused_why"),
        ]
        indexes = [models.Index(fields=["kind", "recheck_on"], name="standing_live", condition=Q(ended_at=None))]

    def __str__(self):
        return self.get_kind_display()

    @classmethod
    def of(cls, organisation) -> "Standing | None":
        return organisation.standings.live().first()

    @classmethod
    def take(cls, organisation, kind, *, by, **values) -> "Standing":
        """Let an organisation stand so from now on; what stood before is over. The same again changes nothing."""
        now = timezone.now()
        with transaction.atomic():
            mine = Organisation.objects.select_for_update().get(pk=organisation.pk)
            before = mine.standings.live().first()
            if before and before.kind == kind and kind != StandingKind.VERIFIED:
                return before
            mine.standings.live().update(ended_at=now)
            standing = cls.objects.create(organisation=mine, kind=kind, by=by, at=now, **values)
            mine.state = organisation.state = STATES[StandingKind(kind)]
            mine.save(update_fields=["state"])
            record(f"organisations.{kind}", mine, by=by, fields=["state"], place_path=mine.place.path)
            findable.changed("organisations.organisation", mine.pk)
            versions.changed()
        return standing
