"""Offices on the map: those at home by region, those abroad by the countries whose people they serve."""

from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.mapped import lay
from rootbridge.base.reference.within import counted_in
from rootbridge.people.offices.models import Office


def at_home(regions) -> dict[str, int]:
    return counted_in(Office.objects.filter(serves=[]), "place__path", regions)


def abroad() -> dict[str, int]:
    found: dict[str, int] = {}
    for countries in Office.objects.exclude(serves=[]).values_list("serves", flat=True):
        for code in countries:
            found[code] = found.get(code, 0) + 1
    return found


lay("offices", _("Offices"), "focalpoints:list", at_home, abroad=abroad, home="place", part="focalpoints", order=20)
