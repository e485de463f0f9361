"""The map, one layer at a time, the same as lists beside it, and what there is at the place that was pressed."""

from django.http import Http404
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from rootbridge.base.core.access import public
from rootbridge.base.core.mapped import map_layers

from .banks import chosen, home_bank, living_bank


@public
@require_safe
def atlas(request):
    """``?show=``: key of a layer; ``?at=``: code of the region or country that was pressed."""
    layers = list(map_layers)
    if not layers:
        raise Http404
    wanted = request.GET.get("show", "")
    layer = next((one for one in layers if one.key == wanted), layers[0])
    banks = {"home": home_bank(layer, get_language()), "here": living_bank(layer, get_language())}
    at = request.GET.get("at", "")
    return render(request, "atlas/map.html", {
        "layers": layers, "layer": layer, "banks": banks, "at": chosen(at, banks, layers, layer),
        "show": "" if layer is layers[0] else f"show={layer.key}&", "shown": [
            {"title": one.title, "href": f"?show={one.key}", "is_current": one is layer} for one in layers
        ],
    })  # fmt: skip
