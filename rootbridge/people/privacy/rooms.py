"""The rooms of an account: the menu beside each of its pages. Upper apps add theirs in ``slots.py``."""

from rootbridge.base.core.context import provide
from rootbridge.base.core.menus import Entry
from rootbridge.base.core.registry import Registry

rooms: Registry[Entry] = Registry("rooms of the account")


def add_room(**entry) -> Entry:
    """``key``, ``title``, ``url_name``, ``order``, ``part``, ``shown_to(user)``: as in any menu."""
    return rooms.add(entry["key"], Entry(**entry))


provide("account_rooms", lambda request: [entry for entry in rooms if entry.shown_to(request.user)])
