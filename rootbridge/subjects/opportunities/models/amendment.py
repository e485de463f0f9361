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


def _at_work(field):
    return kept(field, purpose=_("to know who decided"), basis=LEGITIMATE, retention=TWO_YEARS, seen_by=STAFF)


class AmendmentQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(checked_at__isnull=True)


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

    @classmethod
    def propose(cls, need, *, by, **values):
        """Keep the new values for a second person; a later change joins the one that waits."""
        fresh = {name: _as_json(value) for name, value in values.items()}
        with transaction.atomic():
            Need.objects.select_for_update().get(pk=need.pk)
            amendment, made = cls.objects.waiting().get_or_create(need=need, defaults={"values": fresh, "by": by})
            if not made:
                amendment.values, amendment.by, amendment.at = {**amendment.values, **fresh}, by, timezone.now()
                amendment.save(update_fields=["values", "by", "at"])
            record("opportunities.need_amended", need, by=by, fields=sorted(values), place_path=need.place.path)
        return amendment

    def onto(self, need: Need) -> Need:
        """The need with the new values, not saved: for a look before deciding. Skills and occupations aside."""
        for name, value in self.values.items():
            if name not in MANY:
                field = Need._meta.get_field(name)
                setattr(need, field.attname, value if field.is_relation else field.to_python(value))
        return need

    def take(self, *, by):
        """A second person takes the change over into the public need. PermissionDenied for whoever wrote it."""
        with transaction.atomic():
            mine = Amendment.objects.select_for_update().get(pk=self.pk)
            if mine.by_id == by.pk:
                raise PermissionDenied("a second person must look")
            if mine.checked_at is None:
                mine._checked(by, is_taken=True)
                many = {name: value for name, value in mine.values.items() if name in MANY}
                mine.onto(mine.need).change(by=by, **many)
        return mine.need

    def refuse(self, *, by, reason):
        """Leave the need as it is, with a reason. Returns who proposed the change."""
        with transaction.atomic():
            mine = Amendment.objects.select_for_update().get(pk=self.pk)
            if mine.checked_at is None:
                mine._checked(by, is_taken=False)
                record("opportunities.need_sent_back", mine.need, by=by, after=reason, place_path=mine.need.place.path)
        return mine.by

    def _checked(self, by, *, is_taken):
        self.checked_by, self.checked_at, self.is_taken = by, timezone.now(), is_taken
        self.save(update_fields=["checked_by", "checked_at", "is_taken"])


def _as_json(value):
    if isinstance(value, models.Model):
        return value.pk
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, (list, tuple, models.QuerySet)):
        return [_as_json(one) for one in value]
    return value
