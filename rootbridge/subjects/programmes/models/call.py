"""A call: from when to when one may apply, with how much money, and what of it is left."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import models, transaction
from django.db.models import Count, F, Q, Sum
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rootbridge.base.audit.chain import record
from rootbridge.base.core import findable
from rootbridge.base.core.keeping import FACTS, LEGITIMATE, STAFF, TWO_YEARS, kept
from rootbridge.people.members.models import Member

from ..wording import Words, words_of
from .programme import SEARCHED, Programme


class DatabaseClock(models.Func):
    """What the clock of the database says now, also within a transaction that began before."""

    function = "clock_timestamp"
    output_field = models.DateTimeField()


class CallState(models.TextChoices):
    DRAFT = "draft", _("Not published")
    COMING = "coming", _("Opens soon")
    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed")
    CANCELLED = "cancelled", _("Cancelled")


class NotOpen(Exception):
    """The call takes no applications now."""


class CannotChange(Exception):
    """A published call changes only to the good of those who apply."""


class CallQuerySet(models.QuerySet):
    def published(self):
        return self.filter(published_at__isnull=False, cancelled_at=None, programme__published_at__isnull=False)

    def open_at(self, now):
        return self.published().filter(opens_at__lte=now, closes_at__gt=now)

    def open_now(self):
        """By the clock of the database."""
        return self.open_at(DatabaseClock())

    def coming_at(self, now):
        return self.published().filter(opens_at__gt=now)

    def over_at(self, now):
        return self.published().filter(closes_at__lte=now)

    def with_results(self):
        return self.published().filter(results_at__isnull=False)

    def turning_between(self, start, end):
        """Those that opened or closed in a span of time."""
        return self.published().filter(
            Q(opens_at__gt=start, opens_at__lte=end) | Q(closes_at__gt=start, closes_at__lte=end)
        )

    def for_pages(self):
        return self.select_related("programme__office", "programme__place")

    def locked(self, number):
        """The call as it is now, held until the transaction ends: applications and money are counted one by one."""
        return (
            self.select_for_update(of=("self",)).select_related("programme__place", "programme__office").get(pk=number)
        )


@dataclass(frozen=True)
class Money:
    """Of a call, in its currency. ``left``: None where no budget was said."""

    budget: int | None
    asked: int
    decided: int

    @property
    def left(self) -> int | None:
        return None if self.budget is None else self.budget - self.decided


class Call(models.Model):
    """``zone``: of the moments, as everybody is told them; ``budget``: in the currency of the programme, None for no
    limit; ``decide_by``: the day promised; ``results_at``: since when the list of results is public."""

    keeping = FACTS

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="calls")
    key = models.SlugField(_("short name"), max_length=40)
    names = models.JSONField(_("name"))
    opens_at = models.DateTimeField(_("opens"))
    closes_at = models.DateTimeField(_("closes"))
    zone = models.CharField(_("time zone"), max_length=60, default="UTC")
    budget = models.PositiveBigIntegerField(_("money"), null=True, blank=True)
    decide_by = models.DateField(_("decided by"))
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    cancelled_at = models.DateTimeField(_("cancelled"), null=True, blank=True)
    results_at = models.DateTimeField(_("results public since"), null=True, blank=True)
    results_by = kept(
        models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"),
        purpose=_("to know who decided"), basis=LEGITIMATE, retention=TWO_YEARS, seen_by=STAFF,
    )  # fmt: skip
    last_number = models.PositiveIntegerField(_("newest number"), default=0)

    objects = CallQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "key"], name="call_key_once"),
            models.CheckConstraint(condition=Q(closes_at__gt=F("opens_at")), name="call_closes_after_opening"),
        ]
        indexes = [models.Index(fields=["closes_at"], name="call_closes")]

    def __str__(self):
        return str(self.name)

    def get_absolute_url(self):
        return reverse("programmes:programme", args=[self.programme.slug]) + f"#{self.key}"

    @property
    def name(self) -> Words:
        return words_of(self.names)

    @property
    def clock(self) -> ZoneInfo:
        return ZoneInfo(self.zone)

    def state_at(self, now: datetime) -> CallState:
        if self.cancelled_at:
            return CallState.CANCELLED
        if self.published_at is None:
            return CallState.DRAFT
        if now < self.opens_at:
            return CallState.COMING
        return CallState.OPEN if now < self.closes_at else CallState.CLOSED

    @property
    def state(self) -> CallState:
        return self.state_at(timezone.now())

    def money(self) -> Money:
        """Two queries; grants of people who erased their account stay counted."""
        kept = self.tallies.aggregate(granted=Sum("granted"))["granted"] or 0
        sums = self.applications.aggregate(
            asked=Sum("asked", filter=Q(sent_at__isnull=False) & ~Q(state="withdrawn")), granted=Sum("granted")
        )
        return Money(self.budget, sums["asked"] or 0, (sums["granted"] or 0) + kept)

    def counted(self) -> dict[str, int]:
        """{state: how many applications}, of drafts too."""
        return dict(self.applications.values_list("state").annotate(many=Count("pk")))

    @classmethod
    def announce(cls, programme, *, by, **values) -> "Call":
        """A new call, not published yet."""
        with transaction.atomic():
            made = cls.objects.create(programme=programme, **values)
            made._note("programmes.call_written", by)
        return made

    def change(self, *, by, **values) -> "Call":
        """Change a call. Once it is open it neither closes earlier nor has less money: CannotChange."""
        with transaction.atomic():
            mine = Call.objects.locked(self.pk)
            if mine.state != CallState.DRAFT:
                mine._refuse_less(values)
            for name, value in values.items():
                setattr(mine, name, value)
            mine.save(update_fields=list(values))
            mine._note("programmes.call_changed", by, fields=sorted(values))
        self.refresh_from_db()
        return self

    def _refuse_less(self, values):
        now = timezone.now()
        closes, budget = values.get("closes_at", self.closes_at), values.get("budget", self.budget)
        has_less = budget is not None and (self.budget is None or budget < self.budget)
        if closes < self.closes_at or has_less:
            raise CannotChange
        if self.opens_at <= now and values.get("opens_at", self.opens_at) != self.opens_at:
            raise CannotChange

    def publish(self, *, by) -> "Call":
        return self._stamp("programmes.call_published", by, published_at=timezone.now())

    def cancel(self, *, by) -> "Call":
        """It takes no more applications, and stands nowhere as current."""
        return self._stamp("programmes.call_cancelled", by, cancelled_at=timezone.now())

    def publish_results(self, *, by) -> "Call":
        """The list of what was granted is public from now on: numbers, places and amounts, no names."""
        return self._stamp("programmes.results_published", by, results_at=timezone.now(), results_by=by)

    def _stamp(self, verb, by, **values):
        name = next(iter(values))
        with transaction.atomic():
            mine = Call.objects.locked(self.pk)
            if getattr(mine, name) is None:
                Call.objects.filter(pk=self.pk).update(**values)
                mine._note(verb, by)
        self.refresh_from_db()
        return self

    def _note(self, verb, by, fields=()):
        record(verb, self, by=by, fields=fields, place_path=self.programme.place.path)
        findable.changed(SEARCHED, self.programme_id)

    def take_number(self) -> int:
        """The next number of an application to this call; inside a transaction that holds the call. NotOpen where the
        clock of the database says that it is closed."""
        if not Call.objects.open_now().filter(pk=self.pk).exists():
            raise NotOpen
        Call.objects.filter(pk=self.pk).update(last_number=F("last_number") + 1)
        return Call.objects.values_list("last_number", flat=True).get(pk=self.pk)
