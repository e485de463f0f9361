"""What stays of a granted application whose applicant is gone: the amount that was spent, and the place of nobody."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.keeping import FACTS

from .call import Call


class Tally(models.Model):
    """One grant without a person: so that money once given stays counted as given."""

    keeping = FACTS

    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="tallies")
    granted = models.PositiveBigIntegerField(_("granted"))
    at = models.DateField(_("day"), default=timezone.localdate)

    def __str__(self):
        return str(self.granted)

    @classmethod
    def keep(cls, application) -> None:
        """Keep what an application was granted, if anything."""
        if application.granted:
            cls.objects.create(call_id=application.call_id, granted=application.granted)
