"""One thing on the page of a place: what it is, who says so, whether the authority confirmed it, and until when."""

import uuid
from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rootbridge.base.audit.chain import record
from rootbridge.base.core import versions
from rootbridge.base.core.keeping import ACCOUNT, CONTRACT, EVERYONE, FACTS, OWNER, kept
from rootbridge.base.files.models import PublicFile
from rootbridge.base.reference.models import Place
from rootbridge.people.members.models import Member
from rootbridge.people.organisations.models import Organisation

from ..addresses import url_of
from .page import Page
from .words import As, Facility, Kind, Money, MovedOn, Standing, State, said

CREDIT = {"purpose": _("to say who wrote it"), "basis": CONTRACT, "retention": ACCOUNT, "seen_by": EVERYONE}
# Days from one check to the next.
REVIEW = {Kind.NEWS: 60, Kind.PICTURE: 365, Kind.INVESTMENT: 92, Kind.FACILITY: 183, Kind.PRIORITY: 183,
          Kind.DOCUMENT: 365}  # fmt: skip


class EntryQuerySet(models.QuerySet):
    def standing(self):
        """What readers see, confirmed or not."""
        return self.filter(removed_at__isnull=True, hidden_at__isnull=True)

    def visible_to(self, user):
        """What stands for everybody; each to its author, a hidden one too."""
        mine = Q(author=user, removed_at__isnull=True) if user.pk else Q(pk__in=[])
        return self.filter(Q(removed_at__isnull=True, hidden_at__isnull=True) | mine)

    def confirmed(self):
        return self.filter(confirmed_on__isnull=False)

    def at(self, place):
        return self.filter(place=place)

    def past_review(self, today):
        return self.standing().confirmed().filter(review_on__lt=today)

    def for_pages(self):
        return self.select_related("file", "organisation").prefetch_related("phases", "contributions__organisation")


class Entry(models.Model):
    """``titles``, ``bodies``: {language: text}; ``on``: the day it happened or was adopted; ``latitude``,
    ``longitude``: coarse, to a hundred metres; ``amount`` in ``currency``; ``confirmed_as``: who confirmed it;
    ``removed_at``: the authority took it off, or refused it; ``hidden_at``: a moderator did."""

    keeping = FACTS

    ticket = models.UUIDField(_("ticket"), default=uuid.uuid4, unique=True, editable=False)
    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="entries", verbose_name=_("place"))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    original = models.CharField(_("written in"), max_length=8)
    titles = models.JSONField(_("name"), default=dict)
    bodies = models.JSONField(_("what is to say"), default=dict, blank=True)
    facility = models.CharField(_("what it is"), max_length=12, choices=Facility, blank=True)
    address = models.CharField(_("address"), max_length=200, blank=True)
    hours = models.CharField(_("open when"), max_length=200, blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    standing = models.CharField(_("state"), max_length=6, choices=Standing, blank=True)
    latitude = models.DecimalField(_("latitude"), max_digits=6, decimal_places=3, null=True, blank=True)
    longitude = models.DecimalField(_("longitude"), max_digits=6, decimal_places=3, null=True, blank=True)
    amount = models.DecimalField(_("amount"), max_digits=14, decimal_places=2, null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, blank=True)
    from_year = models.PositiveSmallIntegerField(_("from year"), null=True, blank=True)
    to_year = models.PositiveSmallIntegerField(_("to year"), null=True, blank=True)
    money = models.CharField(_("source of the money"), max_length=8, choices=Money, blank=True)
    on = models.DateField(_("day"), null=True, blank=True)
    file = models.ForeignKey(PublicFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    link = models.URLField(_("address on the web"), max_length=400, blank=True)
    sources = models.JSONField(_("source"), default=dict, blank=True)
    author = kept(
        models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="place_entries"),
        purpose=_("to tell you what became of it"), basis=CONTRACT, retention=ACCOUNT, seen_by=OWNER,
    )  # fmt: skip
    credit = kept(models.CharField(_("said by"), max_length=120, blank=True), **CREDIT)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("association")
    )
    made_at = models.DateTimeField(_("added"), default=timezone.now)
    checked_on = models.DateField(_("checked on"), default=timezone.localdate)
    review_on = models.DateField(_("next check"))
    confirmed_on = models.DateField(_("confirmed on"), null=True, blank=True)
    confirmed_as = models.CharField(_("confirmed by"), max_length=9, choices=As, blank=True)
    removed_at = models.DateTimeField(_("taken off"), null=True, blank=True)
    hidden_at = models.DateTimeField(_("hidden by a moderator"), null=True, blank=True)
    version = models.PositiveIntegerField(_("version"), default=0)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry of a place")
        verbose_name_plural = _("entries of places")
        constraints = [
            models.CheckConstraint(condition=~Q(titles={}), name="entry_has_title"),
            models.CheckConstraint(condition=Q(amount__isnull=True) | Q(amount__gt=0) & ~Q(currency=""),
                                   name="entry_amount"),
            models.CheckConstraint(
                condition=(Q(from_year__isnull=True) | Q(from_year__range=(1990, 2100)))
                & (Q(to_year__isnull=True) | Q(to_year__range=(1990, 2100), from_year__lte=F("to_year"))),
                name="entry_years",
            ),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="entry_point",
            ),
            models.CheckConstraint(condition=~Q(kind="facility") | ~Q(facility=""), name="entry_facility"),
            models.CheckConstraint(condition=~Q(kind="picture") | Q(file__isnull=False), name="entry_picture"),
            models.CheckConstraint(condition=Q(confirmed_on__isnull=True) | ~Q(confirmed_as=""),
                                   name="entry_confirmed_by_somebody"),
            models.CheckConstraint(condition=Q(review_on__gte=F("checked_on")), name="entry_review_after_check"),
        ]  # fmt: skip
        indexes = [models.Index(fields=["place", "kind"], name="entry_of_place")]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return f"{url_of(self.place)}#entry-{self.pk}"

    @property
    def title(self) -> str:
        return said(self.titles, self.original).text

    @property
    def is_confirmed(self) -> bool:
        return self.confirmed_on is not None

    @property
    def state(self) -> str:
        """What was said last of the works; "" where nothing was. No query when the phases are there."""
        last = max(self.phases.all(), key=lambda one: one.pk, default=None)
        return last.state if last else ""

    def is_stale(self, today) -> bool:
        return self.review_on < today

    def next_check(self, day):
        return day + timedelta(days=REVIEW[Kind(self.kind)])

    @classmethod
    def add(cls, *, by, as_what, ticket, state="", on_state=None, **values) -> tuple["Entry", bool]:
        """A new entry, once for each ticket. ``as_what``: "" from below, then it stands unconfirmed.
        Returns (entry, made)."""
        today = timezone.localdate()
        with transaction.atomic():
            page = Page.locked(values["place"])
            if found := cls.objects.filter(ticket=ticket).first():
                if found.author_id != by.pk:
                    raise PermissionDenied("somebody else's form")
                return found, False
            entry = cls(ticket=ticket, author=by, checked_on=today, **values)
            entry.review_on = entry.next_check(today)
            if as_what:
                entry.confirmed_on, entry.confirmed_as = today, as_what
            entry.save()
            if state:
                Phase.objects.create(entry=entry, state=state, on=on_state or today, sources=entry.sources)
            page.wake(as_what)
            entry.tell("localities.entry_added", by=by)
        return entry, True

    def change(self, *, by, as_what, edition: int, state="", on_state=None, **values) -> "Entry":
        """Write it anew; whoever keeps the page has confirmed it by that. MovedOn where somebody was quicker."""
        with transaction.atomic():
            page = Page.locked(self.place)
            held = Entry.objects.select_for_update(of=("self",)).get(pk=self.pk)
            if held.version != edition or held.removed_at:
                raise MovedOn
            for name, value in values.items():
                setattr(held, name, value)
            held.pass_check(as_what)
            if state and (state != held.state or on_state):
                Phase.objects.create(entry=held, state=state, on=on_state or timezone.localdate(),
                                     sources=held.sources)  # fmt: skip
            page.wake(as_what)
            held.tell("localities.entry_changed", by=by, fields=sorted(values))
        return held

    def pass_check(self, as_what) -> None:
        """It was looked at today and holds; inside a transaction."""
        today = timezone.localdate()
        self.checked_on, self.review_on, self.version = today, self.next_check(today), self.version + 1
        self.confirmed_on, self.confirmed_as = self.confirmed_on or today, self.confirmed_as or as_what
        self.save()

    def confirm(self, *, by, as_what) -> "Entry":
        """Still true: it was looked at today."""
        with transaction.atomic():
            page = Page.locked(self.place)
            held = Entry.objects.select_for_update(of=("self",)).get(pk=self.pk)
            held.pass_check(as_what)
            page.wake(as_what)
            held.tell("localities.entry_checked", by=by)
        return held

    def remove(self, *, by, as_what) -> "Entry":
        """Off the page; it can be put back."""
        return self._set("removed_at", timezone.now(), "localities.entry_removed", by=by, as_what=as_what)

    def put_back(self, *, by, as_what) -> "Entry":
        return self._set("removed_at", None, "localities.entry_put_back", by=by, as_what=as_what)

    def hide(self, *, by) -> "Entry":
        return self._set("hidden_at", timezone.now(), "localities.entry_hidden", by=by)

    def show(self, *, by) -> "Entry":
        return self._set("hidden_at", None, "localities.entry_shown", by=by)

    def tell(self, verb, *, by, fields=()) -> None:
        """Record a change of it; pages drawn before are old."""
        record(verb, self, by=by, fields=fields, place_path=self.place.path)
        versions.changed()

    def _set(self, name, moment, verb, *, by, as_what=""):
        with transaction.atomic():
            page = Page.locked(self.place)
            held = Entry.objects.select_for_update(of=("self",)).get(pk=self.pk)
            setattr(held, name, moment)
            held.version += 1
            held.save(update_fields=[name, "version"])
            page.wake(as_what)
            held.tell(verb, by=by)
        return held


class Phase(models.Model):
    """From which day on works stood so, and who said it; none is ever overwritten."""

    keeping = FACTS

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="phases")
    state = models.CharField(_("state of the works"), max_length=9, choices=State)
    on = models.DateField(_("since"))
    sources = models.JSONField(_("source"), default=dict, blank=True)
    noted_at = models.DateTimeField(_("noted"), default=timezone.now)

    class Meta:
        verbose_name = _("state of works")
        verbose_name_plural = _("states of works")

    def __str__(self):
        return self.get_state_display()
