"""What can be found, in one table."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.keeping import FACTS


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
