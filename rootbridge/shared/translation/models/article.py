"""What every text that the platform stands for shares: a language, an owner, a date, sources, and a fallback."""

import hashlib
from datetime import timedelta

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Case, Count, F, IntegerField, Q, Value, When, Window
from django.db.models.functions import Now, RowNumber
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import DraftStateMixin, PreviewableMixin, Revision, RevisionMixin, TranslatableMixin

from rootbridge.base.core import findable, versions
from rootbridge.base.core.bearings import Stage
from rootbridge.base.core.keeping import FACTS
from rootbridge.base.reference.models import Place
from rootbridge.base.reference.topics import Topic
from rootbridge.people.offices.models import Office

from ..reading import reading_order
from .rendering import follow, sweep
from .wording import PUBLISHERS, WRITERS


class ArticleQuerySet(models.QuerySet):
    def published(self):
        """What readers see; one whose last day is over is gone at once, before the clock has noted it."""
        return self.filter(Q(expire_at=None) | Q(expire_at__gt=Now()), live=True)

    def best_for(self, language, read=()):
        """One row for each text: in the first language of the ``reading_order`` that it has, else in its original,
        else in any. Adds ``languages``: in how many the text exists."""
        wanted = [*reading_order(language, read), F("original")]
        nearness = Case(
            *(When(locale__language_code=code, then=Value(place)) for place, code in enumerate(wanted)),
            default=Value(len(wanted)),
            output_field=IntegerField(),
        )
        text = [F("translation_key")]
        order = Window(RowNumber(), partition_by=text, order_by=[nearness, F("pk")])
        return self.annotate(rank=order, languages=Window(Count("pk"), partition_by=text)).filter(rank=1)

    def of_text(self, slug):
        """Every row of the text that has this address, in whatever language."""
        named = self.model._base_manager.filter(slug=slug)
        return self.filter(translation_key__in=named.values("translation_key"))

    def for_residence(self, country_code):
        """Texts for everybody and for people who live in a country."""
        own = Q(residence__contains=[country_code]) if country_code else Q(pk__in=[])
        return self.filter(Q(residence=[]) | own)

    def for_stage(self, stage):
        return self.filter(stages__contains=[stage]) if stage else self

    def about(self, topic):
        return self.filter(topic=topic) if topic else self

    def nearest_first(self, bearings, topics=()):
        """What holds where the reader lives, then what they asked for, then what fits their stage of life."""
        fits = [
            (Q(residence__contains=[bearings.living]) if bearings.living else Q(pk__in=[]), 4),
            (Q(topic__in=list(topics)), 3),
            (Q(stages__contains=[bearings.stage]) if bearings.stage else Q(pk__in=[]), 2),
        ]
        weight = sum(
            (Case(When(condition, then=Value(points)), default=Value(0)) for condition, points in fits), Value(0)
        )
        return self.annotate(weight=weight).order_by("-weight", "topic", "slug")

    def past_review(self, today):
        """Published texts whose next check is overdue."""
        return self.published().filter(review_on__lt=today)

    def fresh(self, today):
        """Those that front pages and lists of one's own may show: past their check by a few days at most."""
        return self.filter(review_on__gte=today - timedelta(days=settings.ROOTBRIDGE_REVIEW_GRACE))

    def worked_on_by(self, user):
        """Texts that lie inside the scopes of a user's roles: what an editor finds in the back office."""
        return self.filter(user.reach.condition(*WRITERS, path="place__path")) if user.pk else self.none()

    def published_by(self, user):
        """Those that a user may publish."""
        return self.filter(user.reach.condition(*PUBLISHERS, path="place__path")) if user.pk else self.none()

    def delete(self):
        """What was kept of their translations goes too."""
        texts = list(self.values_list("translation_key", flat=True))
        gone = super().delete()
        sweep(self.model, texts)
        return gone

    delete.alters_data = True
    delete.queryset_only = True

    def with_owner(self):
        return self.select_related("locale", "office__place", "place")


class Article(TranslatableMixin, DraftStateMixin, PreviewableMixin, RevisionMixin, models.Model):
    """One row a language; rows of one text share ``translation_key``.

    ``residence``: country codes it holds for, empty for everywhere; ``original``: the language it was written in;
    ``sources``: [{"title", "url"}]; ``synonyms``: words people type for it, in any language.
    """

    keeping = FACTS
    begun_by_link: tuple[str, ...] = ()  # fields that a link to the form of a new text may fill
    translated: tuple[str, ...] = ()  # fields whose words are translated, in the order in which they are read

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

    @property
    def kind(self) -> str:
        """What it is called in the registries: "services.guide"."""
        return self._meta.label_lower

    @property
    def edition(self) -> int:
        """Another number after each publication, for what is kept rendered."""
        return int(self.last_published_at.timestamp() * 1_000_000) if self.last_published_at else 0

    @property
    def family(self) -> str:
        """What texts share that say the same for people in different countries; "" for a text that stands alone."""
        return ""

    @property
    def spoken(self) -> list[str]:
        """What is read aloud, a piece a line, in the order of the page."""
        return [str(self)]

    @property
    def in_easy_words(self) -> str:
        """The text in easy words; "" where there are none in its language."""
        return ""

    def words_digest(self, form: str = "whole") -> str:
        """Another digest once the words are others: of the whole text, or of its easy words."""
        words = self.in_easy_words if form == "easy" else "\n".join(self.spoken)
        return hashlib.sha256(words.encode()).hexdigest()

    def is_past_review(self, today) -> bool:
        return self.review_on < today

    def copy_for_translation(self, locale, exclude_fields=None):
        """A copy to be translated: a draft until its words are in its language."""
        copy = super().copy_for_translation(locale, exclude_fields)
        copy.live, copy.has_unpublished_changes = False, True
        copy.latest_revision = copy.live_revision = None
        copy.first_published_at = copy.last_published_at = None
        return copy

    def with_content_json(self, content):
        """What readers see now belongs to the text, not to one of its versions."""
        version = super().with_content_json(content)
        version.live_revision = self.live_revision
        return version

    def publish(self, revision, *args, **kwargs):
        """A text that came with its pack has no version of what readers see: it is kept first, so that a newer one can
        wait for its day, and be compared."""
        if self.live and self.live_revision_id is None:
            revision.content_object.live_revision = self.live_revision = self._keep_first()
        return super().publish(revision, *args, **kwargs)

    def _keep_first(self) -> Revision:
        """What readers see now as a version, as old as its publication."""
        seen = type(self).objects.get(pk=self.pk)
        first = Revision.objects.create(
            content_object=seen, content=seen.serializable_data(), object_str=str(seen),
            created_at=seen.last_published_at or timezone.now(),
        )  # fmt: skip
        type(self).objects.filter(pk=self.pk).update(live_revision=first)
        return first

    def put_back(self, *, by):
        """Show a text again that was taken off the pages."""
        revision = self.latest_revision or self.save_revision(user=by)
        revision.publish(user=by)
        return self

    def save(self, *args, **kwargs):
        """The next check follows from the last one; the search box and the kept pages hear of every change."""
        self.review_on = self.checked_on + timedelta(days=self.review_days)
        super().save(*args, **kwargs)
        follow(self)
        findable.changed(self.kind, self.pk)
        versions.changed()

    def delete(self, *args, **kwargs):
        kind, number = self.kind, self.pk
        gone = super().delete(*args, **kwargs)
        sweep(type(self), [self.translation_key])
        findable.changed(kind, number)
        versions.changed()
        return gone


def best_of(rows, language, *, slug="", read=()):
    """The row to show of one text (or of two that share an address): the same order as ``best_for``. No query."""

    order = reading_order(language, read)

    def nearness(row):
        wanted = [*order, row.original, row.language]
        return row.slug != slug, wanted.index(row.language), row.pk

    return min(rows, key=nearness)
