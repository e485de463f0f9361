"""What can be found: each text in its languages, the thing that they tell of, what things can be chosen by, all words.

All of it is derived from the subjects and can be written anew at any time.
"""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.keeping import FACTS


class Entry(models.Model):
    """One text in one language, as it is shown. ``same``: what the languages of one thing have in common; ``path``: its
    address without the language; ``head``: folded words of title (A) and synonyms (B); ``vector``: all its folded words
    by weight, those of the summary C, of the rest D."""

    keeping = FACTS

    kind = models.CharField(_("kind"), max_length=60)
    object_id = models.BigIntegerField(_("number"))
    same = models.CharField(_("thing"), max_length=300)
    language = models.CharField(_("language"), max_length=8)
    path = models.CharField(_("address"), max_length=300)
    title = models.CharField(_("title"), max_length=300)
    summary = models.TextField(_("summary"), blank=True)
    topic = models.CharField(_("topic"), max_length=40, blank=True)
    place_path = models.CharField(_("place"), max_length=200, blank=True)
    residence = ArrayField(models.CharField(max_length=2), verbose_name=_("for people living in"), default=list)
    for_members = models.BooleanField(_("for members only"), default=False)
    until = models.DateTimeField(_("until"), null=True, blank=True)
    head = SearchVectorField(_("words of the title"))
    vector = SearchVectorField(_("words by weight"))

    class Meta:
        verbose_name = _("search entry")
        verbose_name_plural = _("search entries")
        constraints = [models.UniqueConstraint(fields=["kind", "same", "object_id", "language"], name="entry_once")]
        indexes = [
            models.Index(fields=["kind", "object_id"], name="entry_object"),
            models.Index(fields=["path"], name="entry_path"),
        ]

    def __str__(self):
        return self.title


class Shelf(models.Model):
    """What people choose by: things that are alike in it stand on one shelf, so that they are counted by the shelf.
    ``region``: code of the place below the country; ``languages``: those that the thing exists in."""

    keeping = FACTS

    kind = models.CharField(_("kind"), max_length=60)
    topic = models.CharField(_("topic"), max_length=40, blank=True)
    region = models.CharField(_("place"), max_length=60, blank=True)
    residence = ArrayField(models.CharField(max_length=2), verbose_name=_("for people living in"), default=list)
    languages = ArrayField(models.CharField(max_length=8), verbose_name=_("languages"), default=list)
    for_members = models.BooleanField(_("for members only"), default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "topic", "region", "residence", "languages", "for_members"], name="shelf_once"
            )
        ]

    def __str__(self):
        return f"{self.kind} {self.topic}"


class Item(models.Model):
    """A thing that can be found by the words of any of its languages."""

    keeping = FACTS

    kind = models.CharField(_("kind"), max_length=60)
    same = models.CharField(_("thing"), max_length=300)
    shelf = models.ForeignKey(
        Shelf, on_delete=models.PROTECT, verbose_name=_("shelf"), db_index=False, db_constraint=False
    )
    until = models.DateTimeField(_("until"), null=True, blank=True)
    head = SearchVectorField(_("words of the title"))
    vector = SearchVectorField(_("words by weight"))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "same"], name="item_once")]
        indexes = [GinIndex(fields=["vector"], name="item_vector"), GinIndex(fields=["head"], name="item_head")]

    def __str__(self):
        return self.same


class Word(models.Model):
    """A folded word that stands in some text: ``sound`` and ``keys`` are what misspelt and transliterated words find
    it by (``core.sounds``); ``items``: in how many things it stood when the whole index was last written."""

    keeping = FACTS

    word = models.CharField(_("word"), max_length=60, primary_key=True)
    sound = models.CharField(_("sound"), max_length=120)
    keys = ArrayField(models.IntegerField(), verbose_name=_("keys"))
    items = models.PositiveIntegerField(_("how often"), default=1)

    class Meta:
        indexes = [
            GinIndex(fields=["keys"], name="word_keys"),
            models.Index(fields=["word"], name="word_begins", opclasses=["varchar_pattern_ops"]),
            models.Index(fields=["sound"], name="word_sound", opclasses=["varchar_pattern_ops"]),
        ]

    def __str__(self):
        return self.word
