"""What the centre asks focal points to pass on in a month: a message, and a flyer."""

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from rootbridge.base.audit.chain import record
from rootbridge.base.core.keeping import FACTS
from rootbridge.base.core.names import in_language


class MonthlyQuerySet(models.QuerySet):
    def of(self, day):
        """That of a day's month; None."""
        return self.filter(month=day.replace(day=1)).first()


class Monthly(models.Model):
    """``month``: its first day; ``messages``: {language: words}; ``flyer``: key of one, "" for one that fits each."""

    keeping = FACTS

    month = models.DateField(_("month"), unique=True)
    messages = models.JSONField(_("message"), default=dict)
    flyer = models.CharField(_("flyer"), max_length=160, blank=True)

    objects = MonthlyQuerySet.as_manager()

    def __str__(self):
        return f"{self.month:%Y-%m}"

    @property
    def message(self) -> str:
        return in_language(self.messages)

    @classmethod
    def write(cls, *, by, month, messages, flyer) -> "Monthly":
        """Write that of a month, or write it anew."""
        with transaction.atomic():
            made, _is_new = cls.objects.update_or_create(
                month=month.replace(day=1), defaults={"messages": messages, "flyer": flyer}
            )
            record("offices.monthly_written", made, by=by, fields=["messages", "flyer"])
        return made
