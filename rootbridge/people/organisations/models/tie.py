"""Where an organisation belongs, on both banks; and the addresses its page had."""

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from rootbridge.base.audit.chain import record
from rootbridge.base.core import findable, versions
from rootbridge.base.core.keeping import FACTS
from rootbridge.base.reference.models import Place

from .kinds import Side
from .organisation import Organisation


class TieQuerySet(models.QuerySet):
    def home(self):
        return self.filter(side=Side.HOME)

    def here(self):
        return self.filter(side=Side.HERE)

    def for_list(self):
        return self.select_related("place").order_by("side", "order", "pk")


class Tie(models.Model):
    """``side``: ``home`` for a place it works for, ``here`` for one where it lives; ``town``: where no place is known
    finer than the country; ``order``: the first of a side stands on the organisation too."""

    keeping = FACTS

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="ties")
    side = models.CharField(_("side"), max_length=4, choices=Side)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="tied", verbose_name=_("place"))
    town = models.CharField(_("town"), max_length=80, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    objects = TieQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "side", "place", "town"], name="tie_once"),
        ]
        indexes = [models.Index(fields=["place", "side"], name="tie_of_place")]

    def __str__(self):
        return f"{self.organisation_id} {self.side} {self.place_id}"

    @classmethod
    def settle(cls, organisation, *, by, home, here) -> bool:
        """Write both sides anew. ``home``: places, at least one; ``here``: (place, town) pairs. Did they change?"""
        wanted = [(Side.HOME, place, "") for place in home] + [(Side.HERE, place, town) for place, town in here]
        with transaction.atomic():
            Organisation.objects.select_for_update().get(pk=organisation.pk)
            before = list(organisation.ties.for_list())
            if [(tie.side, tie.place, tie.town) for tie in before] == sorted(wanted, key=lambda one: one[0] != "here"):
                return False
            organisation.ties.all().delete()
            cls.objects.bulk_create(
                cls(organisation=organisation, side=side, place=place, town=town, order=number)
                for number, (side, place, town) in enumerate(dict.fromkeys(wanted))
            )
            organisation.place, organisation.residence = home[0], country_of(here)
            organisation.save(update_fields=["place", "residence"])
            record("organisations.changed", organisation, by=by, fields=["ties"], place_path=organisation.place.path)
            findable.changed("organisations.organisation", organisation.pk)
            versions.changed()
        return True


def country_of(here) -> Place | None:
    """The country of the first of (place, town) pairs: its officers' country of residence."""
    if not here:
        return None
    place = here[0][0]
    return place if place.is_country else Place.objects.at(place.country_code)


class FormerAddress(models.Model):
    """An address that a page had once: it leads on for good."""

    keeping = FACTS

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="former_addresses")
    slug = models.SlugField(_("address"), max_length=80, unique=True)

    def __str__(self):
        return self.slug
