"""An association that looks after a sleeping page for a time."""

from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rootbridge.base.audit.chain import record
from rootbridge.base.core.keeping import FACTS
from rootbridge.base.reference.models import Place
from rootbridge.people.organisations.models import OPEN, Organisation

from .page import Page, PageState


class NotAsleep(Exception):
    """The authority keeps this page itself, or somebody looks after it already."""


class CaretakerQuerySet(models.QuerySet):
    def standing(self):
        return self.filter(ended_on__isnull=True)

    def live_on(self, day):
        """Not over; an association that is off the pages looks after none."""
        on_the_pages = {"organisation__state__in": OPEN, "organisation__hidden_at": None}
        return self.standing().filter(until__gte=day, **on_the_pages)


class Caretaker(models.Model):
    """``until``: last day; ``ended_on``: it was over before, by whoever named it or because the authority woke."""

    keeping = FACTS

    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="caretakers")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="takes_care_of")
    named_on = models.DateField(_("named on"), default=timezone.localdate)
    until = models.DateField(_("until"))
    ended_on = models.DateField(_("ended on"), null=True, blank=True)

    objects = CaretakerQuerySet.as_manager()

    class Meta:
        verbose_name = _("caretaker of a page")
        verbose_name_plural = _("caretakers of pages")
        constraints = [
            models.UniqueConstraint(fields=["place"], condition=Q(ended_on__isnull=True), name="caretaker_one"),
            models.CheckConstraint(condition=Q(until__gte=F("named_on")), name="caretaker_until"),
        ]

    def __str__(self):
        return str(self.organisation)

    @classmethod
    def appoint(cls, place, organisation, *, by, until) -> "Caretaker":
        """Hand a sleeping page to an association until a day. NotAsleep where the page is kept or has a caretaker."""
        today = timezone.localdate()
        with transaction.atomic():
            page = Page.locked(place)
            if page.state(today) not in (PageState.ASLEEP, PageState.NEVER):
                raise NotAsleep
            cls.objects.standing().filter(place=place, until__lt=today).update(ended_on=today)
            if cls.objects.standing().filter(place=place).exists():
                raise NotAsleep
            made = cls.objects.create(place=place, organisation=organisation, until=until)
            record("localities.caretaker_named", made, by=by, place_path=place.path)
        return made

    def end(self, *, by) -> "Caretaker":
        with transaction.atomic():
            Caretaker.objects.filter(pk=self.pk, ended_on__isnull=True).update(ended_on=timezone.localdate())
            record("localities.caretaker_ended", self, by=by, place_path=self.place.path)
        return self
