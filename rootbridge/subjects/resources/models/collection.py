"""Resources put together for a purpose, in an order, each with a word on why it is there."""

from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from rootbridge.base.audit.chain import record
from rootbridge.base.core import versions
from rootbridge.base.core.keeping import FACTS
from rootbridge.base.core.names import in_language
from rootbridge.base.reference.models import Place

from .resource import WORKERS, Resource


class CollectionQuerySet(models.QuerySet):
    def published(self):
        return self.filter(off_at__isnull=True)

    def worked_on_by(self, user):
        return self.filter(user.reach.condition(*WORKERS, path="place__path")) if user.pk else self.none()

    def with_entries(self):
        return self.prefetch_related("entries__resource__versions__file", "entries__resource__place")


class Collection(models.Model):
    """``titles``, ``leads``: {language: text}."""

    keeping = FACTS

    slug = models.SlugField(_("address"), max_length=100, unique=True)
    titles = models.JSONField(_("title"))
    leads = models.JSONField(_("what it is for"), default=dict, blank=True)
    place = models.ForeignKey(
        Place, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("belongs to")
    )
    number = models.PositiveSmallIntegerField(_("order"), default=100)
    is_shipped = models.BooleanField(_("comes with every platform"), default=False)
    off_at = models.DateTimeField(_("taken off the pages"), null=True, blank=True)

    objects = CollectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("collection")
        verbose_name_plural = _("collections")

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("resources:collection", args=[self.slug])

    @property
    def title(self) -> str:
        return in_language(self.titles)

    @property
    def lead(self) -> str:
        return in_language(self.leads)

    @property
    def path(self) -> str:
        return self.place.path if self.place else ""

    def standing(self) -> list["Entry"]:
        """Its entries in order, without what was taken off the pages."""
        rows = sorted(self.entries.all(), key=lambda entry: (entry.number, entry.pk))
        return [entry for entry in rows if entry.resource.off_at is None]

    @classmethod
    def save_words(cls, *, by, collection=None, entries=(), **values):
        """Write a collection with its entries in this order: [(resource, {language: note})]. Returns it."""
        with transaction.atomic():
            mine = collection or cls(**values)
            for name, value in values.items():
                setattr(mine, name, value)
            mine.save()
            mine.entries.all().delete()
            Entry.objects.bulk_create(
                Entry(collection=mine, resource=resource, number=number, notes=notes)
                for number, (resource, notes) in enumerate(entries, start=1)
            )
            record("resources.collected", mine, by=by, place_path=mine.path)
            versions.changed()
        return mine

    def set_off(self, is_off: bool, *, by):
        with transaction.atomic():
            self.off_at = timezone.now() if is_off else None
            self.save(update_fields=["off_at"])
            record("resources.collected", self, by=by, place_path=self.path)
            versions.changed()
        return self


class Entry(models.Model):
    """``notes``: {language: why it is in the collection}."""

    keeping = FACTS

    collection = models.ForeignKey(Collection, on_delete=models.CASCADE, related_name="entries")
    resource = models.ForeignKey(Resource, on_delete=models.CASCADE, related_name="entries")
    number = models.PositiveSmallIntegerField(_("order"))
    notes = models.JSONField(_("why"), default=dict, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["collection", "resource"], name="collected_once")]

    def __str__(self):
        return f"{self.collection_id}.{self.number}"

    @property
    def note(self) -> str:
        return self.notes.get(get_language()) or in_language(self.notes) if self.notes else ""
