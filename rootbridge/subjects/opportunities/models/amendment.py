"""A change to a public need that waits for a second pair of eyes, as publication does."""

import datetime as dt

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rootbridge.base.audit.chain import record
from rootbridge.base.core.keeping import FACTS, LEGITIMATE, STAFF, TWO_YEARS, kept
from rootbridge.people.members.models import Member

from .need import MANY, Need
from .needs import MovedOn


def _at_work(field):
    return kept(field, purpose=_("to know who decided"), basis=LEGITIMATE, retention=TWO_YEARS, seen_by=STAFF)


class AmendmentQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(checked_at__isnull=True)

    def was_taken(self, need, edition, *, by) -> bool:
        """Did this person take over what stands in this ``edition``? (A form sent twice.)"""
        taken = self.filter(need=need, checked_by=by, is_taken=True)
        return edition.partition("-")[2] in {amendment.mark for amendment in taken}


class Amendment(models.Model):
    """``values``: {field of the need: its new value, as JSON}; at most one waits for each need."""

    keeping = FACTS

    need = models.ForeignKey(Need, on_delete=models.CASCADE, related_name="amendments")
    values = models.JSONField(_("new values"))
    by = _at_work(models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+"))
    at = models.DateTimeField(_("proposed"), default=timezone.now)
    checked_by = _at_work(models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"))
    checked_at = models.DateTimeField(_("checked"), null=True, blank=True)
    is_taken = models.BooleanField(_("taken over"), default=False)

    objects = AmendmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["need"], condition=Q(checked_at__isnull=True), name="amendment_one_waiting"
            ),
            models.CheckConstraint(
                condition=Q(is_taken=False) | Q(checked_by__isnull=True) | Q(by__isnull=True) | ~Q(checked_by=F("by")),
                name="amendment_four_eyes",
            ),
        ]

    def __str__(self):
        return str(self.need_id)

    @property
    def mark(self) -> str:
        """Which change this is, and as of when: a later edit of it has another mark."""
        return f"{self.pk}-{self.at:%Y%m%d%H%M%S%f}"

    @classmethod
    def propose(cls, need, *, by, **values):
        """Keep the new values for a second person; a later change joins the one that waits."""
        fresh = as_json(values)
        with transaction.atomic():
            need = Need.objects.locked(need.pk)
            amendment, made = cls.objects.waiting().get_or_create(need=need, defaults={"values": fresh, "by": by})
            if not made:
                amendment.values, amendment.by, amendment.at = {**amendment.values, **fresh}, by, timezone.now()
                amendment.save(update_fields=["values", "by", "at"])
            record("opportunities.need_amended", need, by=by, fields=sorted(values), place_path=need.place.path)
        return amendment

    def onto(self, need: Need) -> Need:
        """The need with the new values, not saved: for a look before deciding. Skills and occupations aside."""
        return need.laid({name: value for name, value in self.values.items() if name not in MANY})

    def take(self, *, by):
        """A second person takes the change over, as it is in hand, into the public need. PermissionDenied for whoever
        wrote it, MovedOn where it has changed since."""
        with transaction.atomic():
            need, mine = self._locked()
            if mine.by_id == by.pk:
                raise PermissionDenied("a second person must look")
            if mine.mark != self.mark:
                raise MovedOn
            if mine.checked_at is None:
                mine._checked(by, is_taken=True)
                need.change(by=by, **mine.values)
        return need

    def refuse(self, *, by, reason):
        """Leave the need as it is, with a reason. Returns who proposed the change."""
        with transaction.atomic():
            need, mine = self._locked()
            if mine.checked_at is None:
                mine._checked(by, is_taken=False)
                record("opportunities.need_sent_back", need, by=by, after=reason, place_path=need.place.path)
        return mine.by

    def _locked(self):
        """The need and this change as they are now; both are held by the lock of the need."""
        need = Need.objects.locked(self.need_id)
        return need, Amendment.objects.select_related("by").get(pk=self.pk)

    def _checked(self, by, *, is_taken):
        self.checked_by, self.checked_at, self.is_taken = by, timezone.now(), is_taken
        self.save(update_fields=["checked_by", "checked_at", "is_taken"])


def edition_of(need, waiting=None) -> str:
    """What stands before somebody who decides: the version of a need, and the mark of the change that waits."""
    return f"{need.version}-{waiting.mark}" if waiting else str(need.version)


def hold(need, edition=None):
    """Lock a need. Returns (the need as it is now, the change that waits or None). ``edition``: what stood before
    whoever decides, None where it does not matter; MovedOn where it is another one now."""
    mine = Need.objects.locked(need.pk)
    waiting = mine.amendments.waiting().select_related("by").first()
    if edition not in (None, edition_of(mine, waiting)):
        raise MovedOn
    return mine, waiting


def as_json(values: dict) -> dict:
    """{field of a need: value} as a change that waits keeps them."""
    return {name: _as_json(value) for name, value in values.items()}


def _as_json(value):
    if isinstance(value, models.Model):
        return value.pk
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, (list, tuple, models.QuerySet)):
        return [_as_json(one) for one in value]
    return value
