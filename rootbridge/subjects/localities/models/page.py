"""The page of a place: what is said of the place as a whole, and when its authority last looked after it."""

from datetime import timedelta

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rootbridge.base.audit.chain import record
from rootbridge.base.core import findable, versions
from rootbridge.base.core.keeping import FACTS
from rootbridge.base.reference.models import Place

from .words import As, MovedOn, said

SEARCHED = "localities.page"
# Days after which a page that nobody looked after wants a look, and after which it sleeps.
WANTS, SLEEPS = 45, 92


class PageState(models.TextChoices):
    AWAKE = "awake", _("Kept")
    WANTS = "wants", _("Wants a look")
    ASLEEP = "asleep", _("Asleep")
    NEVER = "never", _("Never begun")


def state_on(kept_on, today) -> PageState:
    """How a page stands that its authority last kept on a day; None: never."""
    if kept_on is None:
        return PageState.NEVER
    age = (today - kept_on).days
    return PageState.AWAKE if age <= WANTS else PageState.WANTS if age <= SLEEPS else PageState.ASLEEP


class PageQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Everybody reads every page."""
        return self.all()

    def kept_since(self, day):
        return self.filter(kept_on__gte=day)

    def in_state(self, state, today):
        """Pages that have a row and stand so; a place without a row was never begun."""
        wants, sleeps = today - timedelta(days=WANTS), today - timedelta(days=SLEEPS)
        return self.filter({
            PageState.AWAKE: Q(kept_on__gte=wants), PageState.WANTS: Q(kept_on__lt=wants, kept_on__gte=sleeps),
            PageState.ASLEEP: Q(kept_on__lt=sleeps), PageState.NEVER: Q(kept_on__isnull=True),
        }[PageState(state)])  # fmt: skip


class Page(models.Model):
    """``leads``: {language: text}; ``abroad_number``: people from here who live abroad, by an official estimate, with
    its year and source; ``kept_on``: the day on which the authority last did something here; ``version``: another
    after each change, so that two who write at once hear of each other."""

    keeping = FACTS

    place = models.OneToOneField(Place, on_delete=models.CASCADE, related_name="page", verbose_name=_("place"))
    original = models.CharField(_("written in"), max_length=8, blank=True)
    leads = models.JSONField(_("in one or two sentences"), default=dict, blank=True)
    abroad_number = models.PositiveIntegerField(_("people who live abroad"), null=True, blank=True)
    abroad_year = models.PositiveSmallIntegerField(_("year of the estimate"), null=True, blank=True)
    abroad_sources = models.JSONField(_("who made the estimate"), default=dict, blank=True)
    abroad_link = models.URLField(_("where the estimate can be read"), max_length=400, blank=True)
    kept_on = models.DateField(_("last kept"), null=True, blank=True)
    version = models.PositiveIntegerField(_("version"), default=0)

    objects = PageQuerySet.as_manager()

    class Meta:
        verbose_name = _("page of a place")
        verbose_name_plural = _("pages of places")
        constraints = [
            models.CheckConstraint(
                condition=Q(abroad_number__isnull=True) | Q(abroad_year__range=(1990, 2100)) & ~Q(abroad_sources={}),
                name="page_estimate_has_source",
            ),
        ]
        indexes = [models.Index(fields=["kept_on"], name="page_kept")]

    def __str__(self):
        return str(self.place)

    @classmethod
    def of(cls, place) -> "Page":
        """The row of a place, or one that is not written yet. One query."""
        return cls.objects.filter(place=place).first() or cls(place=place)

    @classmethod
    def locked(cls, place) -> "Page":
        """The row of a place, made where there is none, held until the transaction ends."""
        cls.objects.get_or_create(place=place)
        return cls.objects.select_for_update(of=("self",)).select_related("place").get(place=place)

    def lead(self, read=()):
        return said(self.leads, self.original, read)

    def state(self, today) -> PageState:
        return state_on(self.kept_on, today)

    @classmethod
    def change(cls, place, *, by, as_what, edition: int, **values) -> "Page":
        """Write facts of a page anew. MovedOn where it is no longer the version that was read."""
        with transaction.atomic():
            page = cls.locked(place)
            if page.version != edition:
                raise MovedOn
            for name, value in values.items():
                setattr(page, name, value)
            page.version += 1
            page.save()
            page.wake(as_what)
            record("localities.page_changed", page, by=by, fields=sorted(values), place_path=place.path)
            findable.changed(SEARCHED, place.pk)
        return page

    def wake(self, as_what) -> None:
        """Note, inside the transaction of a change, that the authority was here; a caretaker's time ends with that."""
        if as_what != As.AUTHORITY:
            return
        today = timezone.localdate()
        if self.kept_on != today:
            self.kept_on = today
            self.save(update_fields=["kept_on"])
            versions.changed()
        self.place.caretakers.standing().update(ended_on=today)


class Living(models.Model):
    """How many members from a place live in which country, as it may be told: ``rows``: [[country code, "" for the
    others together, how many]], the most first; ``on``: the last day that was counted, a Sunday. Written once a week,
    for all places together."""

    keeping = FACTS

    place = models.OneToOneField(Place, on_delete=models.CASCADE, related_name="living_of")
    on = models.DateField(_("counted up to"))
    rows = models.JSONField(_("members by country"), default=list)

    class Meta:
        verbose_name = _("where members live")
        verbose_name_plural = _("where members live")

    def __str__(self):
        return str(self.place)
