"""What a voter abroad reads of an election. The country and the city asked for stand in the address of the page, and
nothing is written down anywhere."""

from dataclasses import dataclass

from rootbridge.base.design.formats import country_name

from .models import Election, PollingPlace


@dataclass(frozen=True)
class Ballot:
    """Where one may vote. ``countries``: (code, name, how many places); ``cities``: of the country shown;
    ``places``: of the country and city shown, none before a country is chosen; ``own``: the reader's country where it
    has places."""

    countries: list[tuple[str, str, int]]
    cities: list[str]
    places: list[PollingPlace]
    country: str = ""
    city: str = ""
    own: str = ""


def ballot_of(election: Election, *, country: str, city: str, living: str) -> Ballot:
    """Polling places of an election: those of the country asked for, else of the reader's own. One query."""
    every = list(PollingPlace.objects.filter(election=election).in_order(living))
    codes = {}
    for place in every:
        codes[place.country] = codes.get(place.country, 0) + 1
    lands = sorted(((code, country_name(code), count) for code, count in codes.items()), key=lambda one: one[1])
    own = living if living in codes else ""
    shown = country if country in codes else own
    there = [place for place in every if place.country == shown]
    cities = sorted({place.city for place in there}, key=str.casefold)
    city = city if city in cities else ""
    return Ballot(lands, cities, [place for place in there if city in ("", place.city)], shown, city, own)


def linked_data(election: Election, url: str) -> dict:
    """The election as schema.org knows it: an event of some days."""
    return {
        "@context": "https://schema.org", "@type": "Event", "name": election.name, "description": election.about,
        "startDate": election.first_on.isoformat(), "endDate": election.last_on.isoformat(), "url": url,
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode", "inLanguage": election.words_language,
        "organizer": {"@type": "GovernmentOrganization", "name": election.office.name},
        "location": {"@type": "Place", "name": country_name(election.office.place.country_code)},
    }  # fmt: skip
