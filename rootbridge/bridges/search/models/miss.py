"""The words for which nothing was found, counted by day; and which of them somebody has dealt with."""

from django.db import connection, models, transaction
from django.db.models import Exists, Max, Min, OuterRef, Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rootbridge.base.audit.chain import record
from rootbridge.base.core.keeping import WORKINGS

# Distinct words that one day can count: nobody fills the table from outside.
MISSES_A_DAY = 2_000
COUNT_MISS = """
INSERT INTO search_miss (day, language, words, count)
SELECT %(day)s, %(language)s, %(words)s, 1
WHERE (SELECT count(*) FROM search_miss WHERE day = %(day)s) < %(most)s
ON CONFLICT (day, language, words) DO UPDATE SET count = search_miss.count + 1
"""


class MissQuerySet(models.QuerySet):
    def since(self, day):
        return self.filter(day__gte=day)

    def open(self):
        """Those that nobody dealt with since."""
        return self.filter(~Exists(_settled()))

    def dealt_with(self):
        return self.filter(Exists(_settled()))

    def gathered(self):
        """Rows {"words", "language", "times", "first", "last"}: each search once, the commonest first."""
        found = self.values("words", "language").annotate(times=Sum("count"), first=Min("day"), last=Max("day"))
        return found.order_by("-times", "-last", "words", "language")


class Miss(models.Model):
    """Folded words that found nothing, by day and language; nothing of who typed them."""

    keeping = WORKINGS

    day = models.DateField(_("day"), default=timezone.localdate)
    language = models.CharField(_("language"), max_length=8)
    words = models.CharField(_("words"), max_length=100)
    count = models.PositiveIntegerField(_("how often"), default=1)

    objects = MissQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["day", "language", "words"], name="miss_once")]

    def __str__(self):
        return self.words

    @classmethod
    def add(cls, words: str, language: str) -> None:
        """Count one search that found nothing. One query."""
        found = {"day": timezone.localdate(), "language": language, "words": words[:100], "most": MISSES_A_DAY}
        with connection.cursor() as cursor:
            cursor.execute(COUNT_MISS, found)


def _settled():
    same = {name: OuterRef(name) for name in ("language", "words")}
    return Settling.objects.filter(on__gte=OuterRef("day"), **same)


class How(models.TextChoices):
    SYNONYM = "synonym", _("a synonym was made")
    ANSWER = "answer", _("an answer was written")
    NOTHING = "nothing", _("nothing to do")


class Settling(models.Model):
    """Somebody has dealt with a search that found nothing. Whoever looks for it on a later day opens it again."""

    keeping = WORKINGS

    language = models.CharField(_("language"), max_length=8)
    words = models.CharField(_("words"), max_length=100)
    on = models.DateField(_("day"), default=timezone.localdate)
    how = models.CharField(_("how"), max_length=8, choices=How, default=How.NOTHING)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["language", "words"], name="settling_once")]

    def __str__(self):
        return self.words

    @classmethod
    def settle(cls, words: str, language: str, *, by, how: str = How.NOTHING) -> "Settling":
        """Take a search off the report, as it stands today."""
        with transaction.atomic():
            known = {"on": timezone.localdate(), "how": how}
            row, _made = cls.objects.update_or_create(words=words[:100], language=language, defaults=known)
            record("search.miss_settled", row, by=by)
        return row

    @classmethod
    def reopen(cls, words: str, language: str, *, by) -> int:
        """Put it back on the report; how many were there."""
        with transaction.atomic():
            rows = cls.objects.filter(words=words[:100], language=language)
            for row in rows:
                record("search.miss_reopened", row, by=by)
            return rows.delete()[0]
