"""What a focal point did: a meeting, how many people it reached, what came of it."""

from django.db import models, transaction
from django.db.models import Count, F, Q, Sum, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rootbridge.base.audit.chain import record
from rootbridge.base.core.keeping import CONTRACT, FOREVER, STAFF, TWO_YEARS, kept

from .focalpoint import FocalPoint
from .office import Office


def _counted(field):
    return kept(field, purpose=_("to know what came of it"), basis=CONTRACT, retention=FOREVER, seen_by=STAFF)


class MeetingQuerySet(models.QuerySet):
    def kept_by(self, user, *kinds):
        return self.filter(office__in=Office.objects.kept_by(user, *kinds))

    def visible_to(self, user):
        """Of the offices inside one's scope, and one's own."""
        return (self.kept_by(user) | self.filter(person__member=user)) if user.pk else self.none()

    def sums(self) -> dict:
        """{"meetings", "people", "women", "men"}: women and men only where they were counted. One query."""
        return self.aggregate(
            meetings=Count("pk"), people=_sum("people"), women=_sum("women"), men=_sum("men")
        )  # fmt: skip

    def by_office(self):
        """Rows of {"office", "meetings", "people", "women", "men"}. One query."""
        return self.values("office").annotate(
            meetings=Count("pk"), reached=_sum("people"), of_women=_sum("women"), of_men=_sum("men")
        )


def _sum(name):
    return Coalesce(Sum(name), Value(0))


class Meeting(models.Model):
    """``people``: how many were reached; ``women``, ``men``: of them, None where nobody counted. After two years the
    numbers stay and the words and the person go."""

    office = _counted(models.ForeignKey(Office, on_delete=models.CASCADE, related_name="meetings"))
    person = kept(
        models.ForeignKey(FocalPoint, on_delete=models.SET_NULL, null=True, blank=True, related_name="meetings"),
        purpose=_("to know what came of it"), basis=CONTRACT, retention=TWO_YEARS, seen_by=STAFF,
    )  # fmt: skip
    held_on = _counted(models.DateField(_("day")))
    where = _counted(models.CharField(_("where"), max_length=160))
    about = kept(
        models.CharField(_("what it was about"), max_length=300),
        purpose=_("to know what came of it"), basis=CONTRACT, retention=TWO_YEARS, seen_by=STAFF,
    )  # fmt: skip
    people = _counted(models.PositiveIntegerField(_("people reached")))
    women = _counted(models.PositiveIntegerField(_("women among them"), null=True, blank=True))
    men = _counted(models.PositiveIntegerField(_("men among them"), null=True, blank=True))
    outcome = kept(
        models.TextField(_("what came of it"), blank=True),
        purpose=_("to know what came of it"), basis=CONTRACT, retention=TWO_YEARS, seen_by=STAFF,
    )  # fmt: skip
    written_at = _counted(models.DateTimeField(_("written"), default=timezone.now))

    objects = MeetingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(people__gte=Coalesce(F("women"), Value(0)) + Coalesce(F("men"), Value(0))),
                name="meeting_counts",
            )
        ]

    def __str__(self):
        return self.about

    @classmethod
    def write_down(cls, person, *, by, **said) -> "Meeting":
        with transaction.atomic():
            made = cls.objects.create(person=person, office=person.office, **said)
            record("offices.meeting_written", made, by=by, place_path=person.office.place.path)
        return made

    def change(self, *, by, **said):
        with transaction.atomic():
            for name, value in said.items():
                setattr(self, name, value)
            self.save()
            record("offices.meeting_changed", self, by=by, fields=sorted(said), place_path=self.office.place.path)
        return self

    def remove(self, *, by):
        with transaction.atomic():
            record("offices.meeting_removed", self, by=by, place_path=self.office.place.path)
            self.delete()
