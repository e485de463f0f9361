"""What the map can show. Only what is public anyway: organisations that are listed, offices, needs that are open.
People are not on it: a square with one person in it would name them."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core import parts
from rootbridge.base.reference.models import Place
from rootbridge.people.offices.models import Office
from rootbridge.people.organisations.models import Organisation, Tie
from rootbridge.subjects.opportunities.models import Need


@dataclass(frozen=True)
class Layer:
    """``at_home(regions)``: {code of a region: how many}; ``abroad()``: {code of a country: how many}, None where the
    layer has no such side; ``url_name`` of the list, which takes a region and a country as the query words ``home`` and
    ``living``; ``part``: the switch it stands behind."""

    key: str
    title: str
    url_name: str
    at_home: Callable[[list[Place]], dict[str, int]]
    abroad: Callable[[], dict[str, int]] | None = None
    home: str = "home"
    living: str = "living"
    part: str = ""

    def url(self, **asked) -> str:
        """The list of this layer, narrowed by ``home`` or ``living``: a code."""
        return f"{reverse(self.url_name)}?{urlencode({getattr(self, side): code for side, code in asked.items()})}"


def _by_region(rows, path: str, regions: list[Place], what: str = "pk") -> dict[str, int]:
    """How many different ``what`` of these rows lie in each region. One query."""
    counts = {
        f"in_{number}": Count(what, filter=Q(**{f"{path}__startswith": region.path}), distinct=True)
        for number, region in enumerate(regions)
    }
    found = rows.aggregate(**counts) if counts else {}
    return {region.code: found[f"in_{number}"] for number, region in enumerate(regions)}


def _ties():
    return Tie.objects.filter(organisation__in=Organisation.objects.listed().values("pk"))


def _organisations_abroad() -> dict[str, int]:
    rows = _ties().here().values("place__country_code").annotate(number=Count("organisation", distinct=True))
    return dict(rows.values_list("place__country_code", "number"))


def _offices_abroad() -> dict[str, int]:
    found: dict[str, int] = {}
    for countries in Office.objects.exclude(serves=[]).values_list("serves", flat=True):
        for code in countries:
            found[code] = found.get(code, 0) + 1
    return found


def _open_needs():
    return Need.objects.published().open_on(timezone.localdate())


LAYERS = {
    layer.key: layer
    for layer in (
        Layer("associations", _("Associations"), "associations:list",
              lambda regions: _by_region(_ties().home(), "place__path", regions, "organisation"),
              _organisations_abroad, living="country", part="associations"),
        Layer("offices", _("Offices"), "focalpoints:list",
              lambda regions: _by_region(Office.objects.filter(serves=[]), "place__path", regions),
              _offices_abroad, home="place", part="offices"),
        Layer("needs", _("Needs"), "opportunities:list",
              lambda regions: _by_region(_open_needs(), "place__path", regions), home="region",
              part="opportunities"),
    )
}  # fmt: skip


def layers_on() -> dict[str, Layer]:
    """Those whose part is switched on."""
    return {key: layer for key, layer in LAYERS.items() if not layer.part or parts.is_on(layer.part)}
