"""One loading of a taxonomy: what the indexes in memory compare themselves with."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.keeping import FACTS


class EditionQuerySet(models.QuerySet):
    def number(self) -> int:
        """The number of the newest edition, 0 before the first: one query."""
        return self.aggregate(newest=models.Max("pk"))["newest"] or 0

    def digest_of(self, source: str) -> str:
        """The digest of what was last loaded from this source, "" before the first time."""
        newest = self.filter(source=source).order_by("-pk").values_list("digest", flat=True).first()
        return newest or ""


class Edition(models.Model):
    keeping = FACTS

    class Source(models.TextChoices):
        STARTER = "starter", _("starter taxonomy")
        ESCO = "esco", "ESCO"

    source = models.CharField(_("source"), max_length=10, choices=Source.choices)
    name = models.CharField(_("files"), max_length=500)
    digest = models.CharField(_("digest of the files"), max_length=64)
    loaded_at = models.DateTimeField(_("loaded"), default=timezone.now)

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")

    def __str__(self):
        return f"{self.source} {self.name}"
