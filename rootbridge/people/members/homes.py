"""The places that people of this platform come from: the countries whose regions it knows, and all below them."""

from dataclasses import dataclass, field

from rootbridge.base.reference.models import Place

MOST = 8


class NotInside(ValueError):
    """A place that does not lie where it should; ``level`` is the list to mend: country, region or locality."""

    def __init__(self, level: str):
        super().__init__(level)
        self.level = level


def home_countries(language: str) -> list[Place]:
    """The countries one can come from here, by name: those with regions, else all. One query."""
    countries = Place.objects.countries().defer("keys", "also")
    homes = countries.filter(children__isnull=False).distinct().sorted_by_name(language)
    return homes or countries.sorted_by_name(language)


def typed(text: str, homes: list[Place], language: str) -> list[Place]:
    """The places of origin that somebody may mean by what they typed, best first."""
    within = homes[0] if len(homes) == 1 else None
    paths = tuple(home.path for home in homes)
    places = Place.objects.typed(text, language=language, within=within, limit=MOST * 3)
    return [place for place in places if place.path.startswith(paths)][:MOST]


@dataclass
class Picking:
    """Three lists in sequence: the country, what lies in it, what lies in that. Unknown codes are as if not chosen."""

    homes: list[Place]
    language: str
    country: Place | None = None
    region: Place | None = None
    locality: Place | None = None
    regions: list[Place] = field(default_factory=list)
    localities: list[Place] = field(default_factory=list)

    @classmethod
    def of(cls, homes: list[Place], language: str, place: Place | None) -> "Picking":
        """The lists with a place chosen; with the only country chosen where there is but one."""
        codes = place.path.rstrip("/").split("/") if place else [homes[0].code] if len(homes) == 1 else []
        return cls.chosen(homes, language, *(codes[:1] or [""]), codes[1] if len(codes) > 1 else "", *codes[2:][-1:])

    @classmethod
    def chosen(cls, homes, language, country: str, region: str = "", locality: str = "") -> "Picking":
        """The lists as chosen so far. Two queries at most. Raises NotInside where one does not lie in the other."""
        picked = cls(homes, language)
        picked.country = next((home for home in homes if home.code == country), None)
        if country and not picked.country:
            raise NotInside("country")
        if picked.country:
            picked.regions = picked._below(picked.country)
            picked.region = picked._one(region, picked.regions, "region")
        elif region:
            raise NotInside("region")
        if picked.region:
            picked.localities = picked._below(picked.region)
            picked.locality = picked._one(locality, picked.localities, "locality")
        elif locality:
            raise NotInside("locality")
        return picked

    @property
    def place(self) -> Place | None:
        """The smallest that was chosen."""
        return self.locality or self.region or self.country

    def _below(self, place: Place) -> list[Place]:
        below = Place.objects.offered().defer("keys", "also")
        below = below.filter(parent=place) if place.is_country else below.below(place)
        return below.sorted_by_name(self.language)

    @staticmethod
    def _one(code: str, places: list[Place], level: str) -> Place | None:
        if not code:
            return None
        chosen = next((place for place in places if place.code == code), None)
        if chosen is None:
            raise NotInside(level)
        return chosen


def place_of_home(code: str, homes: list[Place]) -> Place:
    """The place with this code, which lies in one of the home countries. Raises NotInside."""
    place = Place.objects.filter(code=code[:60]).first()
    if place is None or not place.path.startswith(tuple(home.path for home in homes)):
        raise NotInside("place")
    return place
