"""The two menus: the public one and that of the back office. Every app adds its own entries.

Entries of one group stand behind one link of the menu and beside each other on their pages."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

from .registry import Registry


def everyone(user) -> bool:
    return True


@dataclass(frozen=True)
class Entry:
    """A link in a menu. ``shown_to`` is a predicate on the user; ``title`` is a lazy translation; ``group``: key of the
    group it stands in, "" for none."""

    key: str
    title: str
    url_name: str
    order: int = 0
    part: str = ""
    shown_to: Callable = everyone
    group: str = ""

    @property
    def url(self) -> str:
        return reverse(self.url_name)


@dataclass(frozen=True)
class Group:
    """What some entries are together called in the menu."""

    key: str
    title: str
    order: int = 0


public: Registry[Entry] = Registry("public menu")
manage: Registry[Entry] = Registry("menu of the back office")
groups: Registry[Group] = Registry("groups of menus")


def add_public(**entry) -> Entry:
    return public.add(entry["key"], Entry(**entry))


def add_manage(**entry) -> Entry:
    return manage.add(entry["key"], Entry(**entry))


def add_group(**group) -> Group:
    return groups.add(group["key"], Group(**group))
