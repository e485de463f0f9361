"""A vote is a number in a day's row, not a person's; a remark is what somebody wrote under a "not quite"."""

from django.db import models, transaction
from django.db.models import F, Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.keeping import CONSENT, FACTS, STAFF, TWO_YEARS, kept


class Verdict(models.TextChoices):
    YES = "yes", _("Yes")
    NO = "no", _("Not quite")


class Reason(models.TextChoices):
    OLD = "old", _("It is out of date")
    UNCLEAR = "unclear", _("I did not understand it")
    ELSEWHERE = "elsewhere", _("It does not fit the country where I live")
    WRONG = "wrong", _("Something in it is wrong")
    MISSING = "missing", _("Something is missing")


class TallyQuerySet(models.QuerySet):
    def of(self, kind, number):
        return self.filter(target_kind=kind, target_id=number)

    def sums(self) -> tuple[int, int]:
        """(how many said yes, how many said anything). One query."""
        said = dict(self.values_list("verdict").annotate(Sum("count")))
        return said.get(Verdict.YES, 0), sum(said.values())


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

    @classmethod
    def add(cls, kind, number, *, language, verdict):
        """One more yes or no, today. Kept pages tell of it within a minute: a vote empties no cache."""
        with transaction.atomic():
            row, _made = cls.objects.get_or_create(
                target_kind=kind, target_id=number, language=language, verdict=verdict, day=timezone.localdate()
            )
            cls.objects.filter(pk=row.pk).update(count=F("count") + 1)


class RemarkQuerySet(models.QuerySet):
    def of(self, kind, numbers):
        return self.filter(target_kind=kind, target_id__in=numbers)

    def since(self, moment):
        return self.filter(said_at__gte=moment)


class Remark(models.Model):
    """What was missing, in the reader's words, with nothing about the reader."""

    keeping = FACTS

    target_kind = models.CharField(_("kind of thing"), max_length=60)
    target_id = models.BigIntegerField(_("number of the thing"))
    language = models.CharField(_("language"), max_length=8)
    path = models.CharField(_("address of the page"), max_length=300, blank=True)
    reason = models.CharField(_("reason"), max_length=10, choices=Reason, blank=True)
    words = kept(
        models.TextField(_("what was missing"), max_length=2000, blank=True),
        purpose=_("to mend the page"), basis=CONSENT, retention=TWO_YEARS, seen_by=STAFF,
    )  # fmt: skip
    said_at = models.DateTimeField(_("said"), default=timezone.now)

    objects = RemarkQuerySet.as_manager()

    def __str__(self):
        return self.words[:40]

    @classmethod
    def say(cls, kind, number, *, language, words="", reason="", path=""):
        """Write a remark; the same words about the same thing in one day are one remark. Returns (remark, made).

        ``path``: of the page, where it is no thing of a registered kind.
        """
        said = {"words": words, "reason": reason, "path": path}
        with transaction.atomic():
            today = timezone.now().replace(hour=0, minute=0, second=0, microsecond=0)
            same = cls.objects.of(kind, [number]).since(today).filter(**said).exclude(words="").first()
            if same:
                return same, False
            return cls.objects.create(target_kind=kind, target_id=number, language=language, **said), True
