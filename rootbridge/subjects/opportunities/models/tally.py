"""What stays of answers whose author erased their account: sums, never a person."""

from django.contrib.postgres.fields import ArrayField
from django.db import models, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.keeping import FACTS
from rootbridge.base.reference.models import Place

from .need import Need
from .turns import StepKind


class TallyQuerySet(models.QuerySet):
    def between(self, start, end):
        """Of months that begin in a period; both days count."""
        return self.filter(month__gte=start.replace(day=1), month__lte=end)

    def inside(self, path):
        return self.filter(place__path__startswith=path)


class Tally(models.Model):
    """``month``: the first day of the month in which answers were sent and hours confirmed; ``waits``: hours to a first
    reply. Nothing that a person said of themselves stands here, so no rows can be joined into one.

    ``people`` answered, ``givers`` gave hours, ``replied`` had a reply: each person is counted in one row only, when
    the last of their answers goes, so that no sum of rows holds more than there were.
    """

    keeping = FACTS

    need = models.ForeignKey(Need, on_delete=models.CASCADE, related_name="tallies")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    month = models.DateField(_("month"))
    answers = models.PositiveIntegerField(_("answers"), default=0)
    hours = models.PositiveIntegerField(_("hours given"), default=0)
    people = models.PositiveIntegerField(_("people"), default=0)
    givers = models.PositiveIntegerField(_("people who gave hours"), default=0)
    replied = models.PositiveIntegerField(_("people who had a reply"), default=0)
    waits = ArrayField(
        models.PositiveIntegerField(), verbose_name=_("hours to a first reply"), default=list, blank=True
    )

    objects = TallyQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["need", "place", "month"], name="tally_once")]

    def __str__(self):
        return f"{self.need_id} {self.month}"

    @classmethod
    def keep(cls, answers, *, is_last) -> None:
        """Count answers of one person that are about to go; those taken back never counted.

        ``is_last``: no other answer of theirs is left.
        """
        standing = [answer for answer in answers if answer.state != StepKind.WITHDRAWN]
        given = [answer for answer in standing if answer.state == StepKind.CONFIRMED]
        waited = [answer for answer in standing if answer.wait is not None]
        with transaction.atomic():
            for answer in standing:
                cls._add(answer, answer.sent_at, answers=1)
            for answer in given:
                cls._add(answer, answer.moved_at, hours=answer.hours_given or 0)
            for answer in waited:
                cls._add_wait(answer)
            if is_last:
                for answer in standing[:1]:
                    cls._add(answer, answer.sent_at, people=1)
                for answer in given[:1]:
                    cls._add(answer, answer.moved_at, givers=1)
                for answer in waited[:1]:
                    cls._add(answer, answer.sent_at, replied=1)

    @classmethod
    def _row(cls, answer, moment):
        month = timezone.localdate(moment).replace(day=1)
        row = cls.objects.get_or_create(need=answer.need, place=answer.need.place, month=month)[0]
        return cls.objects.select_for_update().filter(pk=row.pk)

    @classmethod
    def _add(cls, answer, moment, **numbers) -> None:
        cls._row(answer, moment).update(**{name: F(name) + number for name, number in numbers.items()})

    @classmethod
    def _add_wait(cls, answer) -> None:
        row = cls._row(answer, answer.sent_at).get()
        row.waits = [*row.waits, round(answer.wait.total_seconds() / 3600)]
        row.save(update_fields=["waits"])
