"""What can be reported. Every subject adds its kinds."""

from collections.abc import Callable
from dataclasses import dataclass

from rootbridge.base.core.registry import Registry


@dataclass(frozen=True)
class Reportable:
    """``key``: label of the model; ``find(id, user)``: the thing or None; ``title(thing)``; ``url(thing)``;
    ``place_path(thing)``, ``residence(thing)``: where it belongs; ``author(thing)``: the member who wrote it, or None;
    ``hide(thing, by)`` and ``show(thing, by)``: take it off the public pages and put it back."""

    key: str
    find: Callable
    title: Callable
    url: Callable
    place_path: Callable
    residence: Callable
    author: Callable
    hide: Callable
    show: Callable
    part: str = ""
    order: int = 0


reportables: Registry[Reportable] = Registry("what can be reported")
