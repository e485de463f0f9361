"""The parts of a platform and their switches.

A part that is off keeps its data and loses its menu entry, pages, search results, notices and figures.
"""

import time
from dataclasses import dataclass

from django.apps import apps
from django.conf import settings

SECONDS_REMEMBERED = 1.0
_parts: dict[str, "Part"] = {}
_memory: dict[str, object] = {"off": frozenset(), "until": 0.0}


@dataclass(frozen=True)
class Part:
    """One room that can be closed: the label of its app, its name for people, its place in lists."""

    label: str
    title: str
    order: int = 0


def register(part: Part) -> Part:
    _parts[part.label] = part
    return part


def every() -> list[Part]:
    return sorted(_parts.values(), key=lambda part: part.order)


def is_on(label: str) -> bool:
    return label not in _parts or label not in _off()


def forget() -> None:
    """Read the switches anew at the next question."""
    _memory["until"] = 0.0


def _off() -> frozenset:
    if time.monotonic() >= _memory["until"]:
        switch = apps.get_model("core", "Switch")
        asleep = set(switch.objects.filter(is_on=False).values_list("part", flat=True))
        _memory["off"] = frozenset(asleep | set(settings.ROOTBRIDGE_PARTS_OFF))
        _memory["until"] = time.monotonic() + SECONDS_REMEMBERED
    return _memory["off"]
