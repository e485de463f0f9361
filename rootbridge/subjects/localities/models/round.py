"""A month's look at a page: which of its questions are answered."""

from django.contrib.postgres.fields import ArrayField
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rootbridge.base.audit.chain import record
from rootbridge.base.core.keeping import FACTS
from rootbridge.base.reference.models import Place

from .page import Page


class Round(models.Model):
    """``month``: its first day; ``answered``: keys of the questions that were answered or laid aside."""

    keeping = FACTS

    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="rounds")
    month = models.DateField(_("month"))
    answered = ArrayField(models.CharField(max_length=24), verbose_name=_("answered"), default=list)

    class Meta:
        verbose_name = _("month's look")
        verbose_name_plural = _("month's looks")
        constraints = [models.UniqueConstraint(fields=["place", "month"], name="round_once_a_month")]

    def __str__(self):
        return f"{self.place_id} {self.month:%Y-%m}"

    @classmethod
    def answered_at(cls, place, today) -> list[str]:
        """Keys answered this month. One query."""
        row = cls.objects.filter(place=place, month=today.replace(day=1)).first()
        return row.answered if row else []

    @classmethod
    def answer(cls, place, key: str, *, by, as_what) -> "Round":
        """Note a question as answered this month; twice is once."""
        with transaction.atomic():
            page = Page.locked(place)
            row, _made = cls.objects.get_or_create(place=place, month=timezone.localdate().replace(day=1))
            if key not in row.answered:
                row.answered = [*row.answered, key[:24]]
                row.save(update_fields=["answered"])
                record("localities.looked", row, by=by, place_path=place.path)
            page.wake(as_what)
        return row
