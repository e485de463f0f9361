"""Names that nobody takes without somebody looking: of public authorities beyond the offices of the platform."""

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rootbridge.base.audit.chain import record
from rootbridge.base.core.keeping import WORKINGS

from ..skeletons import skeleton


class ReservedName(models.Model):
    """``shape``: what is compared, written from the name."""

    keeping = WORKINGS

    name = models.CharField(_("name"), max_length=160)
    shape = models.TextField(_("shape"), unique=True, editable=False)
    at = models.DateTimeField(_("since"), default=timezone.now)

    def __str__(self):
        return self.name

    @classmethod
    def reserve(cls, name: str, *, by=None) -> tuple["ReservedName", bool]:
        with transaction.atomic():
            row, made = cls.objects.get_or_create(shape=skeleton(name), defaults={"name": name})
            if made:
                record("organisations.name_reserved", row, by=by, fields=["name"])
        return row, made

    def release(self, *, by) -> None:
        with transaction.atomic():
            record("organisations.name_released", self, by=by, fields=["name"])
            self.delete()
