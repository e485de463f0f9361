"""The switches of the parts, and the number that says whether a public page may have changed."""

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from . import parts, versions
from .keeping import WORKINGS


class Switch(models.Model):
    """Whether a part is awake. A part without a row is on."""

    keeping = WORKINGS

    part = models.CharField(_("part"), max_length=40, unique=True)
    is_on = models.BooleanField(_("on"), default=True)
    changed_at = models.DateTimeField(_("changed"), default=timezone.now)

    def __str__(self):
        return self.part

    @classmethod
    def turn(cls, part: str, *, is_on: bool) -> "Switch":
        """Wake a part or let it sleep; its data stays."""
        with transaction.atomic():
            switch, _made = cls.objects.update_or_create(
                part=part, defaults={"is_on": is_on, "changed_at": timezone.now()}
            )
            versions.changed()
        parts.forget()
        return switch


class ContentVersion(models.Model):
    """One row: a number that grows after each change that a public page may show."""

    keeping = WORKINGS

    number = models.BigIntegerField(_("number"), default=0)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="contentversion_one_row")]

    def __str__(self):
        return str(self.number)
