"""A file with translations that somebody brought: what it would change, whether that was taken over, and taken back."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.keeping import FACTS, PUBLIC_TASK, SIX_MONTHS, STAFF, kept


class ArrivalQuerySet(models.QuerySet):
    def brought_by(self, user):
        """Those that somebody brought: nobody else takes them over."""
        return self.filter(by=user) if user.pk else self.none()


class Arrival(models.Model):
    """``changes``: [{"wording", "language", "passage", "label", "from", "was", "to", "entry"}]: the number of the text,
    the words of the original, those of the translation before and after, and what those before were made from (None
    for nothing). ``begun``: [[wording, language]] of translations that did not exist before."""

    keeping = FACTS

    by = kept(
        models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+",
                          verbose_name=_("who brought it")),
        purpose=_("so that only who brought a file takes it over or back"), basis=PUBLIC_TASK, retention=SIX_MONTHS,
        seen_by=STAFF,
    )  # fmt: skip
    name = models.CharField(_("file"), max_length=120)
    at = models.DateTimeField(_("brought"), default=timezone.now)
    changes = models.JSONField(_("changes"), default=list)
    begun = models.JSONField(_("begun by it"), default=list)
    texts = models.PositiveSmallIntegerField(_("texts"), default=0)
    taken_at = models.DateTimeField(_("taken over"), null=True)
    undone_at = models.DateTimeField(_("taken back"), null=True)

    objects = ArrivalQuerySet.as_manager()

    class Meta:
        verbose_name = _("file of translations")
        verbose_name_plural = _("files of translations")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(undone_at__isnull=True) | models.Q(taken_at__isnull=False),
                name="arrival_taken_first",
            )
        ]

    def __str__(self):
        return self.name
