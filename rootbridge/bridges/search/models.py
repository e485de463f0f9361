"""What can be found, in one table; and the words for which nothing was found."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import connection, models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.keeping import FACTS, WORKINGS

# Distinct words that one day can count: nobody fills the table from outside.
MISSES_A_DAY = 2_000
COUNT_MISS = """
INSERT INTO search_miss (day, language, words, count)
SELECT %(day)s, %(language)s, %(words)s, 1
WHERE (SELECT count(*) FROM search_miss WHERE day = %(day)s) < %(most)s
ON CONFLICT (day, language, words) DO UPDATE SET count = search_miss.count + 1
"""


class Entry(models.Model):
    """One text in one language. ``path``: its address without the language, the same for every row of one text;
    ``names``: folded words of title and synonyms; ``grams``: their letter triples; ``vector``: all its folded words
    by weight, A title, B synonyms, C summary, D the rest."""

    keeping = FACTS

    kind = models.CharField(_("kind"), max_length=60)
    object_id = models.BigIntegerField(_("number"))
    language = models.CharField(_("language"), max_length=8)
    path = models.CharField(_("address"), max_length=300)
    title = models.CharField(_("title"), max_length=300)
    summary = models.TextField(_("summary"), blank=True)
    place_path = models.CharField(_("place"), max_length=200, blank=True)
    residence = ArrayField(models.CharField(max_length=2), verbose_name=_("for people living in"), default=list)
    names = models.TextField(_("words it is known by"))
    grams = ArrayField(models.CharField(max_length=3), verbose_name=_("letter triples"), default=list)
    vector = SearchVectorField(_("words by weight"))

    class Meta:
        verbose_name = _("search entry")
        verbose_name_plural = _("search entries")
        constraints = [models.UniqueConstraint(fields=["kind", "object_id", "language"], name="entry_once")]
        indexes = [
            GinIndex(fields=["vector"], name="entry_vector"),
            GinIndex(fields=["grams"], name="entry_grams"),
            models.Index(fields=["kind", "path"], name="entry_path"),
        ]

    def __str__(self):
        return self.title


class MissQuerySet(models.QuerySet):
    def often(self, since):
        """Words since a day, with how often they were typed, the commonest first."""
        found = self.filter(day__gte=since).values("words", "language").annotate(times=models.Sum("count"))
        return found.order_by("-times", "words")


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
