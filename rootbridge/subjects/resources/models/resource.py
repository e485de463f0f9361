"""A record of the library: what it is, who published it and when, under which licence, and what it helps with."""

from datetime import timedelta

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from rootbridge.base.audit.chain import record
from rootbridge.base.core import findable, versions
from rootbridge.base.core.keeping import FACTS
from rootbridge.base.reference.models import Place
from rootbridge.base.reference.topics import Topic

WORKERS = ("administrator", "editor", "local_representative")
SEARCHED = "resources.resource"


class Kind(models.TextChoices):
    HANDBOOK = "handbook", _("Handbook")
    TOOLKIT = "toolkit", _("Toolkit")
    REPORT = "report", _("Report")
    LEAFLET = "leaflet", _("Leaflet")
    FORM = "form", _("Form")
    TEMPLATE = "template", _("Document to fill in")
    COURSE = "course", _("Course")
    SITE = "site", _("Website")


class Licence(models.TextChoices):
    UNSAID = "", _("Not said: ask its publisher before you copy it")
    RIGHTS = "rights", _("All rights with its publisher")
    IGO = "cc-by-nc-nd-igo", _("CC BY-NC-ND 3.0 IGO")
    BY = "cc-by", _("CC BY 4.0")
    BY_SA = "cc-by-sa", _("CC BY-SA 4.0")
    ZERO = "cc0", _("Free for any use (CC0)")


class ResourceQuerySet(models.QuerySet):
    def published(self):
        """What stands in the library; what has no version yet does not."""
        return self.filter(off_at__isnull=True, versions__isnull=False).distinct()

    def visible_to(self, user):
        """Everybody sees what stands in the library; who works on one sees it anyway."""
        public = Q(off_at__isnull=True, versions__isnull=False)
        return self.filter(public | Q(pk__in=self.model.objects.worked_on_by(user).values("pk"))).distinct()

    def worked_on_by(self, user):
        """Those of the places where a user works; what belongs to no place is for who works everywhere."""
        return self.filter(user.reach.condition(*WORKERS, path="place__path")) if user.pk else self.none()

    def helping_with(self, keys):
        return self.filter(tasks__overlap=list(keys))

    def past_review(self, today):
        return self.published().filter(review_on__lt=today)

    def for_rows(self):
        return self.select_related("place").prefetch_related("versions__file")


class Resource(models.Model):
    """``summaries``: {language: text}; ``original``: code of the language it was written in; ``tasks``: keys of
    ``base/core/beside.py``; ``is_shipped``: comes with every platform; ``place``: none where it is for every place;
    ``named_in``: the report that named it."""

    keeping = FACTS

    slug = models.SlugField(_("address"), max_length=100, unique=True)
    kind = models.CharField(_("type"), max_length=10, choices=Kind)
    topic = models.CharField(_("topic"), max_length=12, choices=Topic, blank=True)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    publisher = models.CharField(_("publisher"), max_length=160)
    licence = models.CharField(_("licence"), max_length=16, choices=Licence, blank=True)
    original = models.CharField(_("written in"), max_length=8, default="en")
    summaries = models.JSONField(_("what it is good for"), default=dict, blank=True)
    tasks = ArrayField(models.CharField(max_length=40), verbose_name=_("helps with"), default=list, blank=True)
    place = models.ForeignKey(
        Place, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("belongs to")
    )
    named_in = models.CharField(_("named in"), max_length=200, blank=True)
    is_shipped = models.BooleanField(_("comes with every platform"), default=False)
    checked_on = models.DateField(_("last checked"), default=timezone.localdate)
    review_on = models.DateField(_("next check"))
    review_days = models.PositiveSmallIntegerField(_("days between two checks"), default=365)
    added_at = models.DateTimeField(_("added"), default=timezone.now)
    off_at = models.DateTimeField(_("taken off the pages"), null=True, blank=True)

    objects = ResourceQuerySet.as_manager()

    class Meta:
        verbose_name = _("resource")
        verbose_name_plural = _("resources")
        constraints = [
            models.CheckConstraint(condition=Q(year__isnull=True) | Q(year__range=(1900, 2100)), name="resource_year"),
            models.CheckConstraint(condition=Q(review_on__gte=F("checked_on")), name="resource_review_after_check"),
        ]
        indexes = [GinIndex(fields=["tasks"], name="resource_tasks")]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("resources:resource", args=[self.slug])

    @property
    def title(self) -> str:
        best = self.best(get_language() or self.original)
        return best.title if best else self.slug

    @property
    def edition(self) -> str:
        """Another after each change of the record or its versions."""
        return f"{self.pk}.{self.checked_on.toordinal()}"

    def best(self, language: str, read=()):
        """Its version in a language, else in one that the reader reads, else in its original, else any."""
        known = sorted(self.versions.all(), key=lambda one: (one.language, one.pk))
        order = [language, *read, self.original]
        nearness = {code: place for place, code in reversed(list(enumerate(order)))}
        return min(known, key=lambda one: nearness.get(one.language, len(order)), default=None)

    def summary(self, language: str) -> tuple[str, str]:
        """(what it is good for, the language that is in); in the original's where there is none in this one."""
        for code in (language, "en", self.original, *self.summaries):
            if self.summaries.get(code):
                return self.summaries[code], code
        return "", language

    def is_past_review(self, today) -> bool:
        return self.review_on < today

    def save(self, *args, **kwargs):
        """The next check follows from the last one; the search box and the kept pages hear of every change."""
        self.review_on = self.checked_on + timedelta(days=self.review_days)
        super().save(*args, **kwargs)
        findable.changed(SEARCHED, self.pk)
        versions.changed()

    @classmethod
    def add(cls, *, by, **values):
        """A new record; it stands in the library when it has a version."""
        with transaction.atomic():
            made = cls.objects.create(**values)
            record("resources.added", made, by=by, place_path=made.path)
        return made

    def change(self, *, by, **values):
        with transaction.atomic():
            Resource.objects.select_for_update(of=("self",)).get(pk=self.pk)
            for name, value in values.items():
                setattr(self, name, value)
            self.save()
            record("resources.changed", self, by=by, fields=sorted(values), place_path=self.path)
        return self

    def check_again(self, *, by):
        """Somebody looked: it is as it says, and its addresses open."""
        return self.change(by=by, checked_on=timezone.localdate())

    def take_off(self, *, by):
        return self._set(timezone.now(), "resources.taken_off", by)

    def put_back(self, *, by):
        return self._set(None, "resources.put_back", by)

    @property
    def path(self) -> str:
        """Of its place; "" where it is for every place."""
        return self.place.path if self.place else ""

    def _set(self, moment, verb, by):
        with transaction.atomic():
            self.off_at = moment
            self.save(update_fields=["off_at"])
            record(verb, self, by=by, place_path=self.path)
        return self
