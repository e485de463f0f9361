"""The glossary: what the platform calls a thing, in each language."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext_lazy as _

from rootbridge.base.audit.chain import record
from rootbridge.base.core.keeping import FACTS
from rootbridge.base.core.text import words as folded_words

LONGEST = 100
MOST_NAMES = 8


def distinct(names: Iterable[str]) -> list[str]:
    """The names without those that are the same but for accents, capitals or an article, and those without a letter."""
    found: dict[str, str] = {}
    for name in names:
        found.setdefault(" ".join(folded_words(name)), name)
    return [name for key, name in found.items() if key]


class TermTaken(Exception):
    """Another term is called so already in a language; its words are the argument."""


class TermQuerySet(models.QuerySet):
    def saying(self, typed):
        """Terms one of whose names holds these words, in any language."""
        key = " ".join(folded_words(typed))
        return self.filter(names__key__contains=key).distinct() if key else self

    def in_order(self):
        return self.order_by("key").prefetch_related(models.Prefetch("names", TermName.objects.order_by("place", "pk")))


class Term(models.Model):
    """One thing with a name. ``key``: what sheets call it."""

    keeping = FACTS

    key = models.SlugField(_("short name"), max_length=60, unique=True)
    note = models.CharField(_("what it means"), max_length=300, blank=True)

    objects = TermQuerySet.as_manager()

    class Meta:
        verbose_name = _("term")
        verbose_name_plural = _("terms")

    def __str__(self):
        return self.key

    @classmethod
    def write(cls, key: str, names: dict[str, list[str]], *, note: str = "", by=None) -> "Term":
        """Keep a new term. ``names``: {language: [the wanted name, others that are right too]}. Raises TermTaken."""
        with transaction.atomic():
            term = cls.objects.create(key=key, note=note)
            term._put(names)
            record("translation.term_written", term, by=by)
        return term

    def rewrite(self, names: dict[str, list[str]], *, note: str, by=None) -> "Term":
        """Give it other names. Raises TermTaken, and then nothing is changed."""
        with transaction.atomic():
            type(self).objects.select_for_update().get(pk=self.pk)
            self.names.all().delete()
            self.note = note
            self.save(update_fields=["note"])
            self._put(names)
            record("translation.term_changed", self, by=by)
        return self

    def remove(self, *, by) -> None:
        with transaction.atomic():
            record("translation.term_removed", self, by=by)
            self.delete()

    @property
    def by_language(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for name in self.names.all():
            found.setdefault(name.language, []).append(name.words)
        return found

    def _put(self, names):
        rows = [
            TermName(term=self, language=language, words=words, key=" ".join(folded_words(words)), place=place)
            for language, said in names.items()
            for place, words in enumerate(distinct(said))
        ]
        for row in rows:
            taken = TermName.objects.filter(language=row.language, key=row.key).exclude(term=self).first()
            if taken:
                raise TermTaken(taken.words)
        try:
            with transaction.atomic():
                TermName.objects.bulk_create(rows)
        except IntegrityError as error:
            raise TermTaken(str(rows[0].words)) from error


class TermName(models.Model):
    """``place``: 0 for the name that is wanted, more for others that are right too; ``key``: folded."""

    keeping = FACTS

    term = models.ForeignKey(Term, on_delete=models.CASCADE, related_name="names", verbose_name=_("term"))
    language = models.CharField(_("language"), max_length=8, choices=settings.LANGUAGES)
    words = models.CharField(_("name"), max_length=LONGEST)
    key = models.CharField(_("folded"), max_length=LONGEST * 2)
    place = models.PositiveSmallIntegerField(_("place"), default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["language", "key"], name="termname_once"),
            models.CheckConstraint(condition=~models.Q(key=""), name="termname_says_something"),
        ]

    def __str__(self):
        return self.words


@dataclass(frozen=True)
class Wanted:
    """A term that an original uses: ``typed``: what it is called there; ``names``: what it may be called in the
    translation, the wanted one first; ``is_used``: one of them stands there."""

    term: Term
    typed: str
    names: tuple[str, ...]
    is_used: bool


class Glossary:
    """All terms, read once: which of them a text uses."""

    def __init__(self, terms: Iterable[Term]):
        self.terms = list(terms)
        self._by_start: dict[tuple[str, str], list[tuple[Term, str, list[str]]]] = {}
        for term in self.terms:
            for name in term.names.all():
                keys = name.key.split()
                self._by_start.setdefault((name.language, keys[0][:3]), []).append((term, name.words, keys))

    @classmethod
    def read(cls) -> "Glossary":
        """Two queries."""
        return cls(Term.objects.in_order())

    def used_in(self, words: str, language: str) -> list[tuple[Term, str]]:
        """(term, its name there) of what a text of this language speaks of; the longest name where several fit."""
        said, found, taken = folded_words(words), {}, set()
        rows = []
        for place, word in enumerate(said):
            for term, typed, keys in self._by_start.get((language, word[:3]), ()):
                if len(said) >= place + len(keys) and all(map(alike, keys, said[place:])):
                    rows.append((len(keys), -place, typed, term))
        for length, place, typed, term in sorted(rows, key=lambda row: (-row[0], -row[1])):
            places = set(range(-place, -place + length))
            if taken.isdisjoint(places):
                taken |= places
                found.setdefault(term, typed)
        return list(found.items())

    def wanted_in(self, words: str, language: str, translation: str, target: str) -> list[Wanted]:
        """The terms of an original with what they are called in the language of its translation."""
        said = folded_words(translation)
        rows = []
        for term, typed in self.used_in(words, language):
            names = tuple(name.words for name in term.names.all() if name.language == target)
            if names:
                is_used = any(_stands(folded_words(name), said) for name in names)
                rows.append(Wanted(term, typed, names, is_used))
        return rows


def alike(key: str, word: str) -> bool:
    """The same word, whatever its ending: they begin alike, and what is left of each is short."""
    if key == word:
        return True
    shortest = min(len(key), len(word))
    if shortest < 4:
        return False
    common = next((place for place, (a, b) in enumerate(zip(key, word, strict=False)) if a != b), shortest)
    left, more = shortest - common, max(len(key), len(word)) - common
    return common >= 4 and left <= 2 and more <= (4 if left == 0 else 3)


def _stands(keys: list[str], said: list[str]) -> bool:
    """Do all words of a name stand in a text, in whatever form?"""
    return bool(keys) and all(any(alike(key, word) for word in said) for key in keys)
