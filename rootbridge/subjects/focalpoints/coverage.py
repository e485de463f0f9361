"""Where nobody answers yet: districts, countries where members live, topics."""

from collections import Counter
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Count

from rootbridge.base.reference.models import Place
from rootbridge.base.reference.topics import Topic
from rootbridge.people.members.models import Member
from rootbridge.people.offices.models import ABROAD, FocalPoint, Office

from .listing import regions


@dataclass(frozen=True)
class District:
    """``people``: focal points inside it; ``invited``: asked and not yet confirmed."""

    place: Place
    people: int
    invited: int


@dataclass(frozen=True)
class Land:
    """``members``: who live there, None where there are few; ``offices``: that serve them; ``people``: focal points."""

    code: str
    members: int | None
    offices: int
    people: int


@dataclass(frozen=True)
class Coverage:
    districts: list[District]
    lands: list[Land]
    topics: list[tuple[str, str, int]]

    @property
    def empty_districts(self) -> list[District]:
        return [one for one in self.districts if not one.people]

    @property
    def empty_lands(self) -> list[Land]:
        return [one for one in self.lands if not one.people]

    @property
    def empty_topics(self) -> list[tuple[str, str, int]]:
        return [one for one in self.topics if not one[2]]


def coverage_on(day, *, within=None) -> Coverage:
    """``within``: a query of offices, of one's own scope; everything where it is None. A handful of queries."""
    people = FocalPoint.objects.select_related("office__place", "territory")
    if within is not None:
        people = people.filter(office__in=within)
    standing, invited = list(people.public_on(day)), list(people.unanswered())
    there, asked = (Counter(_district(one) for one in some) for some in (standing, invited))
    districts = [District(place, there[place.code], asked[place.code]) for place in regions()]
    topics = Counter(topic for one in standing for topic in one.topics)
    return Coverage(districts, _lands(standing), [(key, str(label), topics[key]) for key, label in Topic.choices])


def _district(person) -> str:
    """The code of the district that somebody answers for; "" for a whole country."""
    codes = person.scope_path.rstrip("/").split("/")
    return codes[1] if len(codes) > 1 else ""


def _lands(standing) -> list[Land]:
    """Countries where many members live or offices serve, those with most members first."""
    rows = Member.objects.active().exclude(living=None).values_list("living__code").annotate(number=Count("pk"))
    members = Counter(dict(rows))
    home = set(Place.objects.filter(kind=Place.Kind.REGION).values_list("country_code", flat=True))
    offices = Counter(code for serves in Office.objects.filter(kind__in=ABROAD).values_list("serves", flat=True)
                      for code in serves)  # fmt: skip
    people = Counter()
    for one in standing:
        served = set(one.countries) | (set(one.office.serves) if one.office.kind in ABROAD else set())
        people.update(served)
    least = settings.ROOTBRIDGE_SMALL_CELL
    many = {code for code, number in members.items() if number >= least}
    codes = sorted((many | set(offices)) - home, key=lambda code: (-members[code] // least, code))
    return [
        Land(code, members[code] if members[code] >= least else None, offices[code], people[code]) for code in codes
    ]
