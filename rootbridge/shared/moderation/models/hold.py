"""Something is off the public pages: since when, why, who took it off (nobody: it went by itself), until when."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.keeping import FACTS, LEGITIMATE, STAFF, TWO_YEARS, kept
from rootbridge.people.members.models import Member


def _at_work(field):
    return kept(field, purpose=_("to know who decided"), basis=LEGITIMATE, retention=TWO_YEARS, seen_by=STAFF)


class Why(models.TextChoices):
    """In words for those who decide and for whoever wrote it."""

    REPORTS = "reports", _("Three people reported it, so it went off the pages by itself until somebody has looked.")
    SIGNALS = "signals", _("Several signs were found in it, so it is not on the pages until somebody has looked.")
    DECISION = "decision", _("Somebody decided that it breaks a rule.")


class HoldQuerySet(models.QuerySet):
    def of(self, kind, number):
        return self.filter(target_kind=kind, target_id=number)

    def standing(self):
        return self.filter(lifted_at__isnull=True)


class Hold(models.Model):
    keeping = FACTS

    target_kind = models.CharField(_("kind of thing"), max_length=60)
    target_id = models.BigIntegerField(_("number of the thing"))
    why = models.CharField(_("why"), max_length=10, choices=Why, default=Why.DECISION)
    placed_by = _at_work(models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"))
    placed_at = models.DateTimeField(_("taken off the pages"), default=timezone.now)
    lifted_by = _at_work(models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"))
    lifted_at = models.DateTimeField(_("put back"), null=True, blank=True)

    objects = HoldQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["target_kind", "target_id"], condition=Q(lifted_at__isnull=True), name="hold_once"
            )
        ]

    def __str__(self):
        return f"{self.target_kind} {self.target_id}"

    @classmethod
    def place(cls, known, thing, *, why, by=None) -> bool:
        """Take a thing off the pages; False when it is off already. Inside the transaction of the caller."""
        hold, made = cls.objects.get_or_create(
            target_kind=known.key, target_id=thing.pk, lifted_at=None, defaults={"placed_by": by, "why": why}
        )
        if made:
            known.hide(thing, by)
        elif why == Why.DECISION and hold.why != why:
            cls.objects.filter(pk=hold.pk).update(why=why, placed_by=by)
        return made

    @classmethod
    def lift(cls, known, thing, *, by) -> bool:
        """Put a thing back on the pages; False when it stands there already. Inside the transaction of the caller."""
        standing = cls.objects.of(known.key, thing.pk).standing()
        if not standing.update(lifted_by=by, lifted_at=timezone.now()):
            return False
        known.show(thing, by)
        return True
