"""Who may be shown a field: everyone, members, or one office by itself. Upper rooms register the kinds."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.registry import Registry

MEMBERS, EVERYONE = "members", "everyone"


@dataclass(frozen=True)
class Audience:
    """One reader of a field. ``key``: ``members``, ``everyone``, ``office:12``; ``why``: what opening is good for.

    ``group``: the key under which it can be chosen before it is known which one it is ("the embassy where I live");
    ``settled_by``: the field that will say which one, beside which alone the group can be chosen.
    """

    key: str
    title: str
    why: str = ""
    group: str = ""
    settled_by: str = ""


def nothing(_text) -> list[Audience]:
    return []


@dataclass(frozen=True)
class AudienceKind:
    """``offered_to(member)``: the audiences of this kind that a member may open a field to.
    ``titles(keys)``: {key: title}; ``reads(user)``: the keys on whose behalf a user reads;
    ``find(text)``: the audiences that a member may name by words."""

    name: str
    offered_to: Callable
    titles: Callable
    reads: Callable
    find: Callable = nothing
    order: int = 0
    part: str = ""


kinds: Registry[AudienceKind] = Registry("audiences")


def _open_to_all(_member):
    return [
        Audience(MEMBERS, _("Signed-in members"), _("People like you can find and ask you.")),
        Audience(EVERYONE, _("Everyone"), _("It may stand on a public page.")),
    ]


def _titles_of_all(keys):
    return {audience.key: audience.title for audience in _open_to_all(None) if audience.key in keys}


def _read_by_all(user):
    return [EVERYONE, MEMBERS] if user.pk else [EVERYONE]


kinds.add("all", AudienceKind("all", _open_to_all, _titles_of_all, _read_by_all, order=90))


def offered_to(member) -> list[Audience]:
    """Every audience that the member can open a field to, nearest office first. Each starts closed."""
    return [audience for kind in kinds for audience in kind.offered_to(member)]


def keys_read_by(user) -> set[str]:
    """The audiences on whose behalf a user reads."""
    return {key for kind in kinds for key in kind.reads(user)}


def titles(keys) -> dict[str, str]:
    found = {}
    for kind in kinds:
        found.update(kind.titles(set(keys)))
    return found


def found(text: str) -> list[Audience]:
    """The audiences that the words name: an organisation that is not offered by itself."""
    return [audience for kind in kinds for audience in kind.find(text)] if text else []
