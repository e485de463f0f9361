"""Bodies that a role may be for: an organisation, an office. Upper rooms register their kinds.

A role's ``body`` is a key, ``organisation:12`` or ``office:7``; here is what it is called and where it lies.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from rootbridge.base.core.registry import Registry


@dataclass(frozen=True)
class Body:
    """``path``: of the place of origin it works for, empty where it works for none; ``residences``: codes of the
    countries whose residents it serves."""

    key: str
    title: str
    path: str = ""
    residences: tuple[str, ...] = ()


@dataclass(frozen=True)
class BodyKind:
    """``name``: what its keys begin with; ``find(keys)``: the bodies with these keys, all when None;
    ``keys(path, residence)``: a query of the keys of those that lie inside either."""

    name: str
    title: str
    find: Callable[[Iterable[str] | None], Iterable[Body]]
    keys: Callable[[str, str], QuerySet]
    order: int = 0
    part: str = ""


kinds: Registry[BodyKind] = Registry("bodies")


def find(keys: Iterable[str]) -> dict[str, Body]:
    """The bodies with these keys, by key; one query a kind."""
    wanted = {}
    for key in {key for key in keys if key}:
        wanted.setdefault(key.partition(":")[0], []).append(key)
    return {
        body.key: body
        for name, some in wanted.items()
        if (kind := kinds.all().get(name)) is not None
        for body in kind.find(some)
    }


def every() -> list[Body]:
    """All bodies of all kinds."""
    return [body for kind in kinds for body in kind.find(None)]


def keys_inside(*, path: str = "", residence: str = "") -> list[QuerySet]:
    """One query a kind: the keys of the bodies that lie inside a place, or serve residents of a country only."""
    return [kind.keys(path, residence) for kind in kinds if path or residence]


def number_of(key: str) -> int:
    """The number in a key, 0 when there is none."""
    number = key.partition(":")[2]
    return int(number) if number.isascii() and number.isdecimal() and len(number) < 18 else 0
