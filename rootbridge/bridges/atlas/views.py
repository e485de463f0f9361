"""The map, one layer at a time, and the same as lists beside it."""

from django.http import Http404
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from rootbridge.base.core.access import public
from rootbridge.base.reference.models import Place
from rootbridge.people.members.homes import home_countries

from .layers import layers_on
from .squares import of_countries, of_regions


@public
@require_safe
def atlas(request):
    """``?show=``: key of a layer."""
    layers = layers_on()
    if not layers:
        raise Http404
    layer = layers.get(request.GET.get("show", "")) or next(iter(layers.values()))
    language = get_language()
    regions = list(Place.objects.filter(parent__in=home_countries(language)).defer("keys", "also", "former_names"))
    at_home, abroad = layer.at_home(regions), layer.abroad() if layer.abroad else None
    countries = Place.objects.countries().filter(code__in=abroad or []).defer("keys", "also", "former_names")
    return render(request, "atlas/map.html", {
        "layers": layers.values(), "layer": layer, "names": _names([*regions, *countries], language),
        "home_map": of_regions(regions, at_home), "home_list": _listed(at_home, regions, language),
        "abroad_map": of_countries(abroad) if abroad else None,
        "abroad_list": _listed(abroad or {}, countries, language),
    })  # fmt: skip


def _names(places, language) -> dict[str, str]:
    return {place.code: place.name(language) for place in places}


def _listed(values, places, language) -> list[tuple[str, str, int]]:
    """(code, name, how many), the most first, then by name; places with nothing last."""
    named = [(place.code, place.name(language), values.get(place.code, 0)) for place in places]
    return sorted(named, key=lambda row: (-row[2], row[1]))
