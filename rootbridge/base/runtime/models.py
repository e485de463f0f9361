"""What the runtime remembers in the database."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.keeping import WORKINGS


class SchemaMark(models.Model):
    """One row: the digest of the migration files that were last applied here."""

    keeping = WORKINGS

    digest = models.CharField(_("digest"), max_length=64)
    applied_at = models.DateTimeField(_("applied"), default=timezone.now)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="schemamark_one_row")]

    def __str__(self):
        return self.digest
