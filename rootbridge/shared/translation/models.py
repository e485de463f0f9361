"""What every text that the platform stands for shares: a language, an owner, a date, sources, and a fallback."""

from datetime import timedelta

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Case, F, IntegerField, Q, Value, When, Window
from django.db.models.functions import RowNumber
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import DraftStateMixin, PreviewableMixin, RevisionMixin, TranslatableMixin

from rootbridge.base.core.bearings import Stage
from rootbridge.base.core.keeping import FACTS
from rootbridge.base.reference.models import Place
from rootbridge.base.reference.topics import Topic
from rootbridge.people.offices.models import Office


class ArticleQuerySet(models.QuerySet):
    def published(self):
        return self.filter(live=True)

    def best_for(self, language):
        """One row for each text: in the reader's language, else the original, else any. Adds ``rank`` = 1."""
        nearness = Case(
            When(locale__language_code=language, then=Value(0)),
            When(locale__language_code=F("original"), then=Value(1)),
            default=Value(2),
            output_field=IntegerField(),
        )
        order = Window(RowNumber(), partition_by=[F("translation_key")], order_by=[nearness, F("pk")])
        return self.annotate(rank=order).filter(rank=1)

    def for_residence(self, country_code):
        """Texts for everybody and for people who live in a country."""
        own = Q(residence__contains=[country_code]) if country_code else Q(pk__in=[])
        return self.filter(Q(residence=[]) | own)

    def for_stage(self, stage):
        return self.filter(stages__contains=[stage]) if stage else self

    def past_review(self, today):
        """Published texts whose next check is overdue."""
        return self.published().filter(review_on__lt=today)


class Article(TranslatableMixin, DraftStateMixin, PreviewableMixin, RevisionMixin, models.Model):
    """One row a language; rows of one text share ``translation_key``.

    ``residence``: country codes it holds for, empty for everywhere; ``original``: the language it was written in;
    ``sources``: [{"title", "url"}]; ``synonyms``: words people type for it, in any language.
    """

    keeping = FACTS

    slug = models.SlugField(_("address"), max_length=80)
    topic = models.CharField(_("topic"), max_length=12, choices=Topic)
    stages = ArrayField(models.CharField(max_length=16, choices=Stage), verbose_name=_("stages of life"), default=list)
    residence = ArrayField(
        models.CharField(max_length=2), verbose_name=_("for people living in"), default=list, blank=True
    )
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+", verbose_name=_("belongs to"))
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+", verbose_name=_("who answers"))
    original = models.CharField(_("written in"), max_length=8, choices=settings.LANGUAGES, default="ro")
    sources = models.JSONField(_("sources"), default=list, blank=True)
    synonyms = ArrayField(
        models.CharField(max_length=80), verbose_name=_("other words people type"), default=list, blank=True
    )
    checked_on = models.DateField(_("last checked"), default=timezone.localdate)
    review_on = models.DateField(_("next check"))
    review_days = models.PositiveSmallIntegerField(_("days between two checks"), default=92)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(fields=["translation_key", "locale"], name="%(class)s_one_a_language"),
            models.UniqueConstraint(fields=["slug", "locale"], name="%(class)s_slug"),
            models.CheckConstraint(condition=Q(review_on__gte=F("checked_on")), name="%(class)s_review_after_check"),
        ]

    @property
    def language(self) -> str:
        return self.locale.language_code

    def save(self, *args, **kwargs):
        """The next check follows from the last one."""
        self.review_on = self.checked_on + timedelta(days=self.review_days)
        super().save(*args, **kwargs)
