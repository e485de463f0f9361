"""Whose addresses are checked: every room that names addresses of others says which."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from rootbridge.base.core.registry import Registry


@dataclass(frozen=True)
class AddressSource:
    """``addresses()``: every address that public pages of a room name, as it is written there."""

    key: str
    addresses: Callable[[], Iterable[str]]
    part: str = ""
    order: int = 0


address_sources: Registry[AddressSource] = Registry("address sources")
_listeners: list[Callable[[list[str]], None]] = []


def add_addresses(key: str, addresses: Callable[[], Iterable[str]], part: str = "") -> AddressSource:
    return address_sources.add(key, AddressSource(key, addresses, part))


def listen(listener: Callable[[list[str]], None]) -> None:
    """Ask to be told, in the transaction of the change, which addresses have another state: ``listener(urls)``."""
    _listeners.append(listener)


def changed(urls: list[str]) -> None:
    for listener in _listeners:
        listener(urls)
