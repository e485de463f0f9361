"""How fresh a section was on a day: the score has a past to be compared with."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.keeping import WORKINGS


class FreshnessDay(models.Model):
    """``section``: key of the registry; ``path``: of a region, "" for everywhere; ``score``: 0 to 100."""

    keeping = WORKINGS

    section = models.CharField(_("section"), max_length=60)
    path = models.CharField(_("place"), max_length=300, blank=True)
    day = models.DateField(_("day"))
    score = models.PositiveSmallIntegerField(_("score"))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["section", "path", "day"], name="freshness_once_a_day")]

    def __str__(self):
        return f"{self.section} {self.day}: {self.score}"
