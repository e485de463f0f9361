"""Where the page of a place stands: its address among the pages, and the short one for paper."""

from django.urls import reverse

from rootbridge.base.core.clock import platform
from rootbridge.base.reference.models import Place

COLUMNS = ("keys", "also")


def slug_of(place: Place) -> str:
    """The last part of its address. No query."""
    return place.slug or place.code.lower()


def url_of(place: Place) -> str:
    return reverse("localities:place", args=[slug_of(place)])


def short_of(place: Place) -> str:
    """Path of the short address, the same in every language: what is printed stays short."""
    return reverse("short_locality", args=[slug_of(place)])


def home_places():
    """Every region and locality of the country that this platform is for; of every country where it names none."""
    places = Place.objects.exclude(kind=Place.Kind.COUNTRY).filter(merged_into=None)
    places = places.select_related("parent").defer(*COLUMNS)
    country = platform().country
    return places.filter(country_code=country) if country else places


def find(slug: str) -> Place | None:
    """The place of an address, a former one and a code too; None for places of other countries. Three queries at most,
    one for the present address."""
    try:
        place = Place.objects.addressed(slug[:100])
    except Place.DoesNotExist:
        place = Place.objects.filter(code__iexact=slug[:60], merged_into=None).first()
    country = platform().country
    is_here = place is not None and not place.is_country and country in ("", place.country_code)
    return place if is_here else None
