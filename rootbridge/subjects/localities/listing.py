"""The list of places: regions with what lies in them, and a search by what people type."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from rootbridge.base.core import menus
from rootbridge.base.core.clock import platform
from rootbridge.base.design.formats import number
from rootbridge.base.reference.models import Place

from .addresses import home_places, url_of
from .models import Entry, Page, PageState
from .models.page import state_on

MOST = 20


@dataclass(frozen=True)
class Row:
    """A place in a list."""

    name: str
    url: str
    note: str
    is_kept: bool = False


def list_page(query) -> dict:
    """{"typed", "found", "regions", "map_url"}. Three queries without a search."""
    typed = query.get("q", "")[:120].strip()
    entry = menus.public.get("map")
    found = _found(typed) if typed else []
    return {"typed": typed, "found": found, "regions": _regions(), "map_url": entry.url if entry else ""}


def _found(typed) -> list[Row]:
    language = get_language()
    home = Place.objects.countries().filter(code=platform().country).first()
    places = Place.objects.typed(typed, language=language, within=home, limit=MOST)
    wanted = [place.pk for place in places if not place.is_country]
    rows = home_places().in_bulk(wanted)
    kept = _kept()
    return [_row(rows[number], language, kept) for number in wanted if number in rows]


def _row(place, language, kept) -> Row:
    above = place.parent.name(language) if place.parent else ""
    return Row(place.name(language), url_of(place), above, place.pk in kept)


def below(place) -> list[Row]:
    """What lies right in a place, by name; those whose page is kept are marked. Two queries."""
    language, kept = get_language(), _kept()
    rows = home_places().filter(parent=place).sorted_by_name(language)
    return [Row(one.name(language), url_of(one), "", one.pk in kept) for one in rows]


def _kept() -> set[int]:
    today = timezone.localdate()
    alive = (PageState.AWAKE, PageState.WANTS)
    days = Page.objects.filter(kept_on__isnull=False).values_list("place_id", "kept_on")
    return {number for number, day in days if state_on(day, today) in alive}


def _regions() -> list[Row]:
    """Every region with how many towns and villages lie in it, and on how many of their pages something stands."""
    language = get_language()
    regions = home_places().filter(kind=Place.Kind.REGION).sorted_by_name(language)
    inside: dict[str, int] = Counter()
    for path in home_places().filter(kind=Place.Kind.LOCALITY).values_list("path", flat=True):
        inside[path.split("/")[1]] += 1
    counted = Entry.objects.standing().filter(~Q(place__kind=Place.Kind.COUNTRY)).order_by()
    told: dict[str, int] = {}
    for path, _many in counted.values_list("place__path").annotate(Count("pk")):
        code = path.split("/")[1]
        told[code] = told.get(code, 0) + 1
    return [Row(one.bare_name(language), url_of(one), _note(inside[one.code], told.get(one.code, 0)))
            for one in regions]  # fmt: skip


def _note(places, told) -> str:
    words = ngettext("%(count)s place", "%(count)s places", places) % {"count": number(places)} if places else ""
    if not told:
        return words
    pages = ngettext("%(count)s page with news", "%(count)s pages with news", told) % {"count": number(told)}
    return _("%(places)s · %(pages)s") % {"places": words, "pages": pages} if words else pages
