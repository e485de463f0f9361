"""The two sides of the map: regions of origin and countries of residence, each as a picture and as a list
in the same order."""

from dataclasses import dataclass

from django.urls import reverse

from rootbridge.base.core import parts, versions
from rootbridge.base.core.clock import platform
from rootbridge.base.core.fragments import Memory
from rootbridge.base.core.mapped import Counts, MapLayer
from rootbridge.base.core.text import search_key
from rootbridge.base.design import tiles
from rootbridge.base.reference.models import Place
from rootbridge.people.members.homes import home_countries

from .squares import Drawing, of_countries
from .weaving import Cloth, weave

_woven = Memory(4)
UNREAD = ("keys", "also", "former_names")
# Points of places that a picture is woven from; of more, only so many.
MOST_POINTS = 20_000


@dataclass(frozen=True)
class Spot:
    """A place on a side of the map. ``value``: how many, None where it is not told; ``shade``: 0 (none) to 4."""

    place: Place
    name: str
    value: int | None
    shade: int

    @property
    def code(self) -> str:
        return self.place.code


@dataclass(frozen=True)
class Bank:
    """``side``: ``home`` or ``here``; ``spots``: the most first, then by name: the order of list and picture;
    ``picture``: None where the layer has no such side."""

    side: str
    spots: list[Spot]
    picture: Cloth | Drawing | None
    counts: Counts

    @property
    def is_told(self) -> bool:
        return self.picture is not None


@dataclass(frozen=True)
class Chosen:
    """What there is at the place that was pressed: ``links``: (words, how many or None, address, is of this layer)."""

    side: str
    spot: Spot
    links: list[tuple]
    page: str = ""


def home_bank(layer: MapLayer, language: str) -> Bank:
    regions = list(Place.objects.filter(parent__in=home_countries(language)).offered().defer(*UNREAD))
    counts = layer.at_home(regions)
    cloth = _woven.get((versions.number(), len(regions)), lambda: _weave(regions))
    return Bank("home", _spots(regions, counts, language), cloth, counts)


def living_bank(layer: MapLayer, language: str) -> Bank:
    if layer.abroad is None:
        return Bank("here", [], None, {})
    counts = {code: number for code, number in layer.abroad().items() if number != 0 and code != platform().country}
    countries = Place.objects.countries().filter(code__in=counts).defer(*UNREAD)
    return Bank("here", _spots(countries, counts, language), of_countries(counts, platform().country), counts)


def _weave(regions) -> Cloth:
    middles = {one.code: (float(one.longitude), float(one.latitude)) for one in regions if one.latitude is not None}
    by_path = {one.path: one.code for one in regions}
    lying = Place.objects.filter(kind=Place.Kind.LOCALITY, latitude__isnull=False, longitude__isnull=False)
    rows = lying.filter(country_code__in={one.country_code for one in regions}).order_by("pk")
    points = rows.values_list("path", "longitude", "latitude")[:MOST_POINTS]
    return weave(middles, [(by_path.get(_two(path), ""), float(x), float(y)) for path, x, y in points])


def _two(path: str) -> str:
    return "/".join(path.split("/")[:2]) + "/"


def _spots(places, counts: Counts, language: str) -> list[Spot]:
    top = max((number for number in counts.values() if number), default=0)
    spots = [
        Spot(place, place.bare_name(language), number := counts.get(place.code, 0), tiles.shade(number or None, top))
        for place in places
    ]
    return sorted(spots, key=lambda one: (-(one.value or 0), search_key(one.name), one.name))


def chosen(code: str, banks: dict[str, Bank], layers: list[MapLayer], layer: MapLayer) -> Chosen | None:
    """What there is at the place with this code, layer by layer; None for a code of neither side."""
    for bank in banks.values():
        for spot in bank.spots:
            if spot.code == code:
                told = [one for one in layers if bank.side == "home" or one.abroad]
                links = [_link(bank, spot, one, layer) for one in told]
                return Chosen(bank.side, spot, links, _page_of(bank, spot))
    return None


def _link(bank: Bank, spot: Spot, one: MapLayer, layer: MapLayer) -> tuple:
    counts = bank.counts if one is layer else one.at_home([spot.place]) if bank.side == "home" else one.abroad()
    address = one.url(home=spot.code) if bank.side == "home" else one.url(living=spot.code)
    return one.title, counts.get(spot.code, 0), address, one is layer


def _page_of(bank: Bank, spot: Spot) -> str:
    if bank.side != "home" or not parts.is_on("localities"):
        return ""
    return reverse("localities:place", args=[spot.place.slug or spot.code.lower()])
