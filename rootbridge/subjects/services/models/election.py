"""An election as voters abroad need it: its dates, which papers, how to register, where to vote. Nothing of parties,
and nobody is counted who looks."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rootbridge.base.audit.chain import record
from rootbridge.base.core import versions
from rootbridge.base.core.keeping import FACTS
from rootbridge.base.core.names import in_language, language_of
from rootbridge.people.offices.models import Office


class ElectionQuerySet(models.QuerySet):
    def coming(self, day):
        """Those whose last day of voting is not past, the next one first."""
        return self.filter(last_on__gte=day).order_by("first_on", "pk")

    def past(self, day):
        return self.filter(last_on__lt=day).order_by("-last_on", "-pk")

    def whole(self):
        return self.select_related("office__place").prefetch_related("dates")


class Election(models.Model):
    """``names``, ``abouts``, ``papers`` (one thing a line), ``registering``: {language: words}; ``first_on``,
    ``last_on``: days on which people vote; ``source``: the official page; ``is_sample``: invented to show how it
    looks."""

    keeping = FACTS

    slug = models.SlugField(_("address"), max_length=80, unique=True)
    names = models.JSONField(_("name"))
    abouts = models.JSONField(_("what is voted on"), default=dict)
    papers = models.JSONField(_("which papers you need"), default=dict)
    registering = models.JSONField(_("how to register"), default=dict)
    first_on = models.DateField(_("first day of voting"))
    last_on = models.DateField(_("last day of voting"))
    source = models.URLField(_("official page"), max_length=1000, blank=True)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+", verbose_name=_("who answers"))
    checked_on = models.DateField(_("last checked"), default=timezone.localdate)
    is_sample = models.BooleanField(_("invented"), default=False)

    objects = ElectionQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(last_on__gte=F("first_on")), name="election_days_in_order")]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("services:election", args=[self.slug])

    @property
    def name(self) -> str:
        return in_language(self.names)

    @property
    def about(self) -> str:
        return in_language(self.abouts)

    @property
    def papers_list(self) -> list[str]:
        return [line.strip() for line in in_language(self.papers).splitlines() if line.strip()]

    @property
    def how_to_register(self) -> str:
        return in_language(self.registering)

    @property
    def words_language(self) -> str:
        return language_of(self.names)

    def is_past(self, day) -> bool:
        return self.last_on < day

    def keep(self, *, by, dates: list[dict]) -> "Election":
        """Write it with its dates, new or changed. ``dates``: {"kind", "starts_on", "ends_on"} each."""
        with transaction.atomic():
            self.checked_on = timezone.localdate()
            self.save()
            self.dates.all().delete()
            ElectionDate.objects.bulk_create([ElectionDate(election=self, **date) for date in dates])
            record("services.election_kept", self, by=by)
            versions.changed()
        return self

    def remove(self, *, by) -> None:
        with transaction.atomic():
            record("services.election_removed", self, by=by)
            self.delete()
            versions.changed()


class ElectionDate(models.Model):
    """A day, or days, of an election before and after the vote itself. ``ends_on``: None for a single day."""

    keeping = FACTS

    class Kind(models.TextChoices):
        REGISTERING_OPENS = "registering_opens", _("You can register from this day")
        REGISTERING_ENDS = "registering_ends", _("Last day to register")
        POST_ASKED = "post_asked", _("Last day to ask for voting by post")
        POST_SENT = "post_sent", _("Last day on which your envelope must arrive")
        PLACES_KNOWN = "places_known", _("The list of polling places is published")
        LISTS_OPEN = "lists_open", _("You can check your entry in the lists")
        VOTING = "voting", _("Voting")
        SECOND_ROUND = "second_round", _("Second round, if there is one")
        RESULTS = "results", _("Results are confirmed")

    election = models.ForeignKey(Election, on_delete=models.CASCADE, related_name="dates")
    kind = models.CharField(_("what happens"), max_length=20, choices=Kind)
    starts_on = models.DateField(_("day"))
    ends_on = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["election", "kind", "starts_on"], name="election_date_once"),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="election_date_in_order"
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.starts_on}"

    @property
    def last_on(self):
        return self.ends_on or self.starts_on


class PollingPlaceQuerySet(models.QuerySet):
    def in_order(self, first=""):
        """By country and city, those of one country first."""
        own = models.Case(models.When(country=first, then=0), default=1, output_field=models.IntegerField())
        return self.annotate(own=own).order_by("own", "country", "city", "name", "pk")


class PollingPlace(models.Model):
    """Where people vote. ``opens``, ``closes``: by the clock there (``zone``); ``latitude``, ``longitude``: None where
    nobody wrote them."""

    keeping = FACTS

    election = models.ForeignKey(Election, on_delete=models.CASCADE, related_name="places")
    country = models.CharField(_("country"), max_length=2)
    city = models.CharField(_("city"), max_length=80)
    name = models.CharField(_("name"), max_length=160)
    address = models.CharField(_("street and number"), max_length=200)
    opens = models.TimeField(_("opens"))
    closes = models.TimeField(_("closes"))
    zone = models.CharField(_("time zone"), max_length=60)
    latitude = models.DecimalField(
        _("latitude"), max_digits=8, decimal_places=5, null=True, blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
    )  # fmt: skip
    longitude = models.DecimalField(
        _("longitude"), max_digits=8, decimal_places=5, null=True, blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
    )  # fmt: skip
    has_step_free = models.BooleanField(_("without steps"), default=False)

    objects = PollingPlaceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["election", "country", "city", "address"], name="polling_place_once"),
            models.CheckConstraint(condition=Q(closes__gt=F("opens")), name="polling_place_hours_in_order"),
        ]

    def __str__(self):
        return f"{self.name}, {self.city}"

    @property
    def point(self) -> tuple[float, float] | None:
        if self.latitude is None or self.longitude is None:
            return None
        return float(self.latitude), float(self.longitude)
