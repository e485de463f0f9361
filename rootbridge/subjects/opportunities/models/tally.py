"""What stays of answers whose author erased their account: sums, by one thing at a time, never a person."""

from django.contrib.postgres.fields import ArrayField
from django.db import models, transaction
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.keeping import FACTS
from rootbridge.base.reference.models import Place

from .need import Need


class Axis(models.TextChoices):
    ALL = "all", _("all")
    GENDER = "gender", _("gender")
    AGE = "age", _("age")
    RESIDENCE = "residence", _("country of residence")


class TallyQuerySet(models.QuerySet):
    def between(self, start, end):
        """Of months that begin in a period; both days count."""
        return self.filter(month__gte=start.replace(day=1), month__lte=end)

    def inside(self, path):
        return self.filter(place__path__startswith=path)


class Tally(models.Model):
    """``month``: the first day of the month of the answer; ``value``: of the axis, "" where not said; ``waits``: hours
    to a first reply. Only the axis "all" knows the need; the others are kept apart so that nothing joins them."""

    keeping = FACTS

    axis = models.CharField(_("by"), max_length=10, choices=Axis)
    value = models.CharField(_("value"), max_length=12, blank=True)
    need = models.ForeignKey(Need, on_delete=models.CASCADE, null=True, blank=True, related_name="tallies")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    month = models.DateField(_("month"))
    answers = models.PositiveIntegerField(_("answers"), default=0)
    confirmed = models.PositiveIntegerField(_("confirmed"), default=0)
    hours = models.PositiveIntegerField(_("hours given"), default=0)
    waits = ArrayField(
        models.PositiveIntegerField(), verbose_name=_("hours to a first reply"), default=list, blank=True
    )

    objects = TallyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["axis", "value", "need", "place", "month"], nulls_distinct=False, name="tally_once"
            ),
            models.CheckConstraint(condition=Q(axis="all") | Q(need__isnull=True), name="tally_apart"),
        ]

    def __str__(self):
        return f"{self.axis} {self.value} {self.month}"

    @classmethod
    def keep(cls, answer) -> None:
        """Count an answer that is about to be erased."""
        member, month = answer.member, answer.sent_at.date().replace(day=1)
        living = member.living.code if member.living else ""
        is_confirmed, hours = int(answer.state == "confirmed"), answer.hours_given or 0
        kept = [(Axis.ALL, "", answer.need), (Axis.GENDER, member.gender, None), (Axis.AGE, member.age_band, None),
                (Axis.RESIDENCE, living, None)]  # fmt: skip
        with transaction.atomic():
            for axis, value, need in kept:
                row = cls.objects.get_or_create(
                    axis=axis, value=value, need=need, place=answer.need.place, month=month
                )[0]
                cls.objects.filter(pk=row.pk).update(
                    answers=F("answers") + 1, confirmed=F("confirmed") + is_confirmed, hours=F("hours") + hours
                )
            if answer.wait is not None:
                cls._keep_wait(answer, month)

    @classmethod
    def _keep_wait(cls, answer, month) -> None:
        row = cls.objects.select_for_update().get(axis=Axis.ALL, need=answer.need, place=answer.need.place, month=month)
        row.waits = [*row.waits, round(answer.wait.total_seconds() / 3600)]
        row.save(update_fields=["waits"])
