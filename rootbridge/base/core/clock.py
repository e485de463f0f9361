"""By whose clock a page tells its moments: the reader's where they live, else that of the platform's own country."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings

NOWHERE = "UTC"
_asked: ContextVar[Callable[[], str] | None] = ContextVar("clock of the reader", default=None)


class Platform(NamedTuple):
    """The clock of a platform: the name of its time zone and the code of its country, "" where its pack says none."""

    zone: str
    country: str


@contextmanager
def reading_by(zone: Callable[[], str]) -> Iterator[None]:
    """Tell moments by the clock of a reader: ``zone()`` names it ("Europe/Rome", or "" for the platform's own) and is
    asked only when a moment is told."""
    mark = _asked.set(zone)
    try:
        yield
    finally:
        _asked.reset(mark)


def zone() -> ZoneInfo:
    """The time zone in force; the platform's where the reader's is unknown."""
    asked = _asked.get()
    return _zone(asked() if asked else "") or _zone(platform().zone) or ZoneInfo(NOWHERE)


def platform() -> Platform:
    """The clock that the pack of this platform names."""
    return _packed(settings.ROOTBRIDGE_PACK)


@cache
def _packed(pack: str) -> Platform:
    path = Path(settings.ROOTBRIDGE_PACKS_DIR) / pack / "pack.json"
    told = json.loads(path.read_text("utf8")) if path.is_file() else {}
    return Platform(told.get("time_zone", ""), told.get("country", ""))


@cache
def _zone(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError):
        return None
