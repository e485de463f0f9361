"""News, projects and documents of an association, as plain rows of its page."""

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rootbridge.base.audit.chain import record
from rootbridge.base.core import versions
from rootbridge.base.core.keeping import CONTRACT, FACTS, OFFICES, TWO_YEARS, kept
from rootbridge.base.files.models import PublicFile
from rootbridge.people.members.models import Member
from rootbridge.people.organisations.models import Organisation
from rootbridge.shared.moderation.lookout import look_at

MOST = {"news": 200, "projects": 60, "documents": 40}


class TooMuch(Exception):
    """There is no room for one more row of this kind."""


def _author():
    return kept(
        models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"),
        purpose=_("to know who wrote it"), basis=CONTRACT, retention=TWO_YEARS, seen_by=OFFICES,
    )  # fmt: skip


class Told(models.Model):
    """A row that the officers of an association write; everybody reads it on the page."""

    keeping = FACTS
    room = ""

    title = models.CharField(_("title"), max_length=140)
    language = models.CharField(_("language"), max_length=8)
    by = _author()
    at = models.DateTimeField(_("written"), default=timezone.now)

    class Meta:
        abstract = True

    def __str__(self):
        return self.title

    @classmethod
    def tell(cls, organisation, *, by, **values):
        """Put one more row on the page. Raises TooMuch."""
        with transaction.atomic():
            Organisation.objects.select_for_update().get(pk=organisation.pk)
            if cls.objects.filter(organisation=organisation).count() >= MOST[cls.room]:
                raise TooMuch
            row = cls.objects.create(organisation=organisation, by=by, **values)
            row._note(by)
            row._look(by)
        return row

    def change(self, *, by, **values):
        with transaction.atomic():
            for name, value in values.items():
                setattr(self, name, value)
            self.save()
            self._note(by)
            self._look(by)
        return self

    def take_away(self, *, by):
        with transaction.atomic():
            self._note(by)
            self.delete()

    def _note(self, by):
        record("organisations.changed", self.organisation, by=by, fields=[self.room],
               place_path=self.organisation.place.path)  # fmt: skip
        versions.changed()

    def _look(self, by):
        """What is published is looked at for signs, where a reader may report it."""


class NewsQuerySet(models.QuerySet):
    def shown_on(self, day):
        """Not taken off, and its day has come; the newest first."""
        return self.filter(hidden_at=None, day__lte=day).order_by("-day", "-pk")


class News(Told):
    """``day``: the day it is of; ahead, it appears then."""

    room = "news"

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="news")
    text = models.TextField(_("text"), max_length=3000)
    day = models.DateField(_("day"))
    hidden_at = models.DateTimeField(_("taken off the pages"), null=True, blank=True)

    objects = NewsQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["organisation", "-day"], name="news_newest")]

    def cover(self, moment, *, by):
        """Off the page, or back (None), by those who moderate."""
        return self.change(by=by, hidden_at=moment)

    def _look(self, by):
        if by is not None and self.hidden_at is None:
            look_at("associations.news", self, by=by, title=self.title, words=self.text)


class ProjectState(models.TextChoices):
    PLANNED = "planned", _("Planned")
    RUNNING = "running", _("Going on")
    DONE = "done", _("Done")
    STOPPED = "stopped", _("Stopped")


class Project(Told):
    """``amount``: whole units of ``currency`` (ISO 4217), what it cost or is to cost."""

    room = "projects"

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="projects")
    place = models.CharField(_("place"), max_length=80, blank=True)
    state = models.CharField(_("state"), max_length=8, choices=ProjectState)
    amount = models.PositiveIntegerField(_("sum"), null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, blank=True)
    year = models.PositiveSmallIntegerField(_("year"))

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount=None) | ~Q(currency=""), name="project_sum_of_what"),
        ]


class Document(Told):
    """A file that everybody may keep."""

    room = "documents"

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="documents")
    file = models.ForeignKey(PublicFile, on_delete=models.PROTECT, related_name="+", verbose_name=_("file"))
