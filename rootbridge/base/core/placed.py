"""What stands on the page of a place: the room of localities draws the page, every other room hangs its section there.

Keys begin with ``locality.``: ``locality.needs``, ``locality.stories``, ``locality.contacts``,
``locality.associations``, ``locality.guides``.
"""

from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import Markup

from .registry import Registry

MAIN, END = "main", "end"


@dataclass(frozen=True)
class PlaceSlot:
    """``draw(request, place)``: safe HTML without a heading, "" where there is nothing to show, in a number of queries
    that does not depend on the place; ``where``: ``main``, or ``end`` for the bank of those who answer at home;
    ``full(place)``: is there something, in one query at most, asked where the page is looked through for gaps;
    ``news(place, since)``: titles of what became public there after a moment, for the weekly letter."""

    key: str
    title: str
    draw: Callable[[object, object], Markup]
    where: str = MAIN
    part: str = ""
    order: int = 0
    full: Callable[[object], bool] | None = None
    news: Callable[[object, object], list[str]] | None = None


place_slots: Registry[PlaceSlot] = Registry("what stands on the page of a place")


def hang(key: str, title: str, draw: Callable, **more) -> PlaceSlot:
    """Add a section to the page of every place."""
    return place_slots.add(key, PlaceSlot(key, title, draw, **more))
