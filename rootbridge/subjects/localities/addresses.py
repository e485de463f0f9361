"""Where the page of a place stands: its address among the pages, and the short one for paper."""

from django.urls import reverse

from rootbridge.base.core.clock import platform
from rootbridge.base.reference.models import Place

COLUMNS = ("keys", "also")


def slug_of(place: Place) -> str:
    """The last part of its address. No query."""
    return getattr(place, "slug", "") or place.code.lower()


def url_of(place: Place) -> str:
    return reverse("localities:place", args=[slug_of(place)])


def short_of(place: Place) -> str:
    """Path of the short address, the same in every language: what is printed stays short."""
    return reverse("short_locality", args=[place.code.lower()])


def home_places():
    """Every region and locality of the country that this platform is for; of every country where it names none."""
    places = Place.objects.exclude(kind=Place.Kind.COUNTRY).select_related("parent").defer(*COLUMNS)
    country = platform().country
    return places.filter(country_code=country) if country else places


def find(slug: str) -> Place | None:
    """The place of an address. One query."""
    return home_places().filter(code__iexact=slug[:60]).first()
