"""Words that mean one thing, which the staff write: whoever types one of them finds what is told with another."""

from collections.abc import Iterable

from django.conf import settings
from django.contrib.postgres.aggregates import ArrayAgg
from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rootbridge.base.audit.chain import record
from rootbridge.base.core.keeping import FACTS

EVERY_LANGUAGE = ""
LONGEST = 60


class WordTaken(Exception):
    """One of the words stands in another group of this language."""


class WordGroupQuerySet(models.QuerySet):
    def with_terms(self):
        """Adds ``terms``: the words as typed, in the order they were written. No further query."""
        return self.annotate(terms=ArrayAgg("words__typed", order_by="words__place"))

    def in_language(self, language):
        return self.filter(language=language) if language is not None else self

    def saying(self, key):
        """Groups with a word whose folded form begins like this."""
        return self.filter(words__key__contains=key).distinct() if key else self

    def holding(self, keys, language, but=None):
        """Groups of a language that have one of these folded words, another one left out."""
        return self.filter(language=language, words__key__in=list(keys)).exclude(pk=but).distinct()


class WordGroup(models.Model):
    """``language``: the code of the language the words are in, "" for words of several languages."""

    keeping = FACTS

    language = models.CharField(
        _("language of the words"), max_length=8, blank=True,
        choices=[("", _("several languages")), *settings.LANGUAGES],
    )  # fmt: skip
    changed_at = models.DateTimeField(_("changed"), default=timezone.now)

    objects = WordGroupQuerySet.as_manager()

    def __str__(self):
        return f"{self.language or '*'} {self.pk}"

    @classmethod
    def write(cls, terms: Iterable[tuple[str, str]], *, language: str, by=None) -> "WordGroup":
        """Keep a new group of (typed, folded) words. Raises WordTaken."""
        with transaction.atomic():
            group = cls.objects.create(language=language)
            group._put(terms, language)
            record("search.words_written", group, by=by)
        return group

    def rewrite(self, terms: Iterable[tuple[str, str]], *, language: str, by) -> "WordGroup":
        """Give it other words. Raises WordTaken, and then nothing is changed."""
        with transaction.atomic():
            type(self).objects.select_for_update().get(pk=self.pk)
            self.words.all().delete()
            self.language, self.changed_at = language, timezone.now()
            self.save(update_fields=["language", "changed_at"])
            self._put(terms, language)
            record("search.words_changed", self, by=by)
        return self

    def remove(self, *, by) -> None:
        with transaction.atomic():
            record("search.words_removed", self, by=by)
            self.delete()

    def _put(self, terms, language):
        rows = [
            GroupWord(group=self, language=language, typed=typed, key=key, place=place)
            for place, (typed, key) in enumerate(terms)
        ]
        try:
            with transaction.atomic():
                GroupWord.objects.bulk_create(rows)
        except IntegrityError as error:
            raise WordTaken from error


class GroupWord(models.Model):
    """One word or a few that belong together ("carnet de muncă"). ``key``: folded, without words that carry no matter;
    ``language``: that of the group, so that no word stands in two groups of a language."""

    keeping = FACTS

    group = models.ForeignKey(WordGroup, on_delete=models.CASCADE, related_name="words", verbose_name=_("group"))
    language = models.CharField(_("language"), max_length=8, blank=True)
    typed = models.CharField(_("word"), max_length=LONGEST)
    key = models.CharField(_("folded"), max_length=LONGEST * 2)
    place = models.PositiveSmallIntegerField(_("place"), default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["language", "key"], name="groupword_in_one_group"),
            models.CheckConstraint(condition=~models.Q(key=""), name="groupword_says_something"),
        ]

    def __str__(self):
        return self.typed
