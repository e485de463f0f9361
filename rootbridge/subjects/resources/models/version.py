"""A resource in one language, and how often it was fetched."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.keeping import FACTS
from rootbridge.base.files.models import PublicFile

from .resource import Resource


class VersionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those of what stands in the library, and of what one works on."""
        return self.filter(Q(resource__off_at__isnull=True) | Q(resource__in=Resource.objects.worked_on_by(user)))


class Version(models.Model):
    """Where it is: ``file``, an official ``address``, or ``made`` (the key of a document that is made here when it is
    asked for); at most one of them. With none, who wants it asks its publisher."""

    keeping = FACTS

    resource = models.ForeignKey(Resource, on_delete=models.CASCADE, related_name="versions")
    language = models.CharField(_("language"), max_length=8)
    title = models.CharField(_("title"), max_length=300)
    address = models.URLField(_("official address"), max_length=400, blank=True)
    file = models.ForeignKey(
        PublicFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("file")
    )
    made = models.CharField(_("made here"), max_length=20, blank=True)

    objects = VersionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["resource", "language"], name="version_one_a_language"),
            models.CheckConstraint(
                condition=Q(file__isnull=True, made="") | Q(address="", made="") | Q(address="", file__isnull=True),
                name="version_one_way",
            ),
            models.CheckConstraint(
                condition=Q(address="") | Q(address__startswith="https://") | Q(address__startswith="http://"),
                name="version_address",
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def is_there(self) -> bool:
        """Can it be opened from here?"""
        return bool(self.address or self.file_id or self.made)

    @property
    def url(self) -> str:
        """Where a reader opens it; it is counted on the way."""
        return reverse("resources:open", args=[self.resource.slug, self.language])


class CountQuerySet(models.QuerySet):
    def one_more(self, version, day):
        """Count one fetch: of what and on which day, of nobody."""
        self.model.objects.get_or_create(version=version, day=day)
        self.filter(version=version, day=day).update(number=F("number") + 1)


class Count(models.Model):
    """How often a version was fetched on a day. Nothing about who did."""

    keeping = FACTS

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="counts")
    day = models.DateField(_("day"))
    number = models.PositiveIntegerField(_("times fetched"), default=0)

    objects = CountQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "day"], name="count_once_a_day")]

    def __str__(self):
        return f"{self.version_id} {self.day}: {self.number}"
