"""Which rows a pack made, so that one command takes them away again."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.keeping import WORKINGS


class Sample(models.Model):
    """One row that is sample data: the label of its model and its number."""

    keeping = WORKINGS

    pack = models.CharField(_("pack"), max_length=40)
    kind = models.CharField(_("kind"), max_length=60)
    object_id = models.BigIntegerField(_("number"))
    made_at = models.DateTimeField(_("made"), default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "object_id"], name="sample_once")]

    def __str__(self):
        return f"{self.kind} {self.object_id}"

    @classmethod
    def mark(cls, pack, rows):
        """Note rows of one or several models as made by a pack."""
        marks = [cls(pack=pack, kind=row._meta.label_lower, object_id=row.pk) for row in rows]
        cls.objects.bulk_create(marks, ignore_conflicts=True, batch_size=2000)
