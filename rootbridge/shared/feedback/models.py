"""A vote is a number in a day's row, not a person's; a remark is what somebody wrote under a "not quite"."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.keeping import CONSENT, FACTS, STAFF, TWO_YEARS, kept


class Verdict(models.TextChoices):
    YES = "yes", _("Yes")
    NO = "no", _("Not quite")


class TallyQuerySet(models.QuerySet):
    def of(self, kind, number):
        return self.filter(target_kind=kind, target_id=number)


class Tally(models.Model):
    """How many said yes or no about a thing, in one language on one day."""

    keeping = FACTS

    target_kind = models.CharField(_("kind of thing"), max_length=60)
    target_id = models.BigIntegerField(_("number of the thing"))
    language = models.CharField(_("language"), max_length=8)
    day = models.DateField(_("day"), default=timezone.localdate)
    verdict = models.CharField(_("answer"), max_length=3, choices=Verdict)
    count = models.PositiveIntegerField(_("how many"), default=0)

    objects = TallyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["target_kind", "target_id", "language", "day", "verdict"], name="tally_one_row"
            )
        ]

    def __str__(self):
        return f"{self.target_kind} {self.target_id} {self.verdict}: {self.count}"


class Remark(models.Model):
    """What was missing, in the reader's words, with nothing about the reader."""

    keeping = FACTS

    target_kind = models.CharField(_("kind of thing"), max_length=60)
    target_id = models.BigIntegerField(_("number of the thing"))
    language = models.CharField(_("language"), max_length=8)
    words = kept(
        models.TextField(_("what was missing"), max_length=2000),
        purpose=_("to mend the page"), basis=CONSENT, retention=TWO_YEARS, seen_by=STAFF,
    )  # fmt: skip
    said_at = models.DateTimeField(_("said"), default=timezone.now)

    def __str__(self):
        return self.words[:40]
