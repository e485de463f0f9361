"""A useful link: where it leads, what for, who runs it, in which languages, and when somebody looked at it."""

from django.contrib.postgres.fields import ArrayField
from django.db import models, transaction
from django.db.models import Q
from django.db.models.functions import MD5
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rootbridge.base.audit.chain import record
from rootbridge.base.core import findable, versions
from rootbridge.base.core.keeping import FACTS
from rootbridge.base.core.names import in_language, language_of
from rootbridge.base.fetching.models import Address
from rootbridge.base.reference.models import Place
from rootbridge.base.reference.topics import Topic
from rootbridge.shared.translation.models import WRITERS

KIND = "services.link"


class LinkQuerySet(models.QuerySet):
    def shown(self):
        """What readers see: nothing that is broken."""
        return self.exclude(url__in=Address.objects.broken().values("url"))

    def about(self, topic):
        return self.filter(topic=topic) if topic else self

    def for_country(self, country_code):
        """Links for everywhere and those of one country; all of them where none is named."""
        return self.filter(Q(country="") | Q(country=country_code)) if country_code else self

    def kept_by(self, user):
        """Links that lie inside the scopes of a user's roles."""
        return self.filter(user.reach.condition(*WRITERS, path="place__path")) if user.pk else self.none()

    def with_state(self):
        """The links as a list, each with its ``address`` (None before the first look). One query more."""
        links = list(self.select_related("place"))
        known = Address.objects.among(link.url for link in links)
        for link in links:
            link.address = known.get(link.url)
        return links


class Link(models.Model):
    """``titles``, ``purposes`` (what for), ``owners`` (who runs it): {language: words}; ``country``: of the people it
    is for, "" for everywhere; ``languages``: of the page it leads to; ``checked_on``: when somebody last read it."""

    keeping = FACTS

    url = models.URLField(_("address"), max_length=1000)
    titles = models.JSONField(_("name"))
    purposes = models.JSONField(_("what for"))
    owners = models.JSONField(_("who runs it"), default=dict, blank=True)
    topic = models.CharField(_("topic"), max_length=12, choices=Topic)
    country = models.CharField(_("for people living in"), max_length=2, blank=True)
    languages = ArrayField(models.CharField(max_length=8), verbose_name=_("languages"), default=list, blank=True)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+", verbose_name=_("belongs to"))
    checked_on = models.DateField(_("last checked"), default=timezone.localdate)

    objects = LinkQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(MD5("url"), name="useful_link_once")]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return f"{reverse('services:links')}?topic={self.topic}#link-{self.pk}"

    @property
    def title(self) -> str:
        return in_language(self.titles)

    @property
    def purpose(self) -> str:
        return in_language(self.purposes)

    @property
    def owner(self) -> str:
        return in_language(self.owners)

    @property
    def words_language(self) -> str:
        """In which language its words are read."""
        return language_of(self.titles)

    def keep(self, *, by) -> "Link":
        """Write it, new or changed; whoever did read it today."""
        with transaction.atomic():
            self.checked_on = timezone.localdate()
            self.save()
            record("services.link_kept", self, by=by, place_path=self.place.path)
            self._tell()
        return self

    def follow_move(self, *, by) -> "Link":
        """Take the new address that the old one sends to, where it says one and no other link has it."""
        with transaction.atomic():
            row = Link.objects.select_for_update().get(pk=self.pk)
            address = Address.objects.filter(url=row.url, state=Address.State.MOVED).first()
            if address is None or Link.objects.filter(url=address.moved_to).exists():
                return row
            row.url, row.checked_on = address.moved_to, timezone.localdate()
            row.save(update_fields=["url", "checked_on"])
            Address.objects.get_or_create(url=row.url)
            record("services.link_moved", row, by=by, place_path=row.place.path)
            row._tell()
        return row

    def remove(self, *, by) -> None:
        with transaction.atomic():
            record("services.link_removed", self, by=by, place_path=self.place.path)
            number = self.pk
            self.delete()
            findable.changed(KIND, number)
            versions.changed()

    def _tell(self) -> None:
        findable.changed(KIND, self.pk)
        versions.changed()
