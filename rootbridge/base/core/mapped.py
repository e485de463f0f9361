"""What stands on the map: the bridge of the map draws it, every room hangs its layer there."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.http import urlencode

from .registry import Registry

# How many there are by the code of a region or a country; None: too few to be told.
Counts = dict[str, int | None]


@dataclass(frozen=True)
class MapLayer:
    """``at_home(regions)``: Counts of these places of origin; ``abroad()``: Counts by country of residence, None
    where the layer has no such side. Each in one query, or two, however much there is. ``url_name``: the list, which
    takes a region and a country as the query words ``home`` and ``living``; ``note``: a sentence below the pictures."""

    key: str
    title: str
    url_name: str
    at_home: Callable[[list], Counts]
    abroad: Callable[[], Counts] | None = None
    home: str = "home"
    living: str = "living"
    note: str = ""
    part: str = ""
    order: int = 0

    def url(self, **asked) -> str:
        """The list, narrowed by ``home`` or ``living``: a code."""
        return f"{reverse(self.url_name)}?{urlencode({getattr(self, side): code for side, code in asked.items()})}"


map_layers: Registry[MapLayer] = Registry("what stands on the map")


def lay(key: str, title: str, url_name: str, at_home: Callable, **more) -> MapLayer:
    """Add a layer to the map."""
    return map_layers.add(key, MapLayer(key, title, url_name, at_home, **more))
