"""When the demonstration may run: on this machine only, with sample people only, and when asked to.

In a demonstration one click signs in as any sample person, so all three must hold at once. The
upper floors say whether this database holds sample data by adding a function to `samples`.
"""

import ipaddress
from collections.abc import Callable, Iterable

from django.conf import settings
from django.http.request import split_domain_port

from rootbridge.base.core.registry import Registry

# Functions without arguments: whether this database was filled with a pack's sample data.
samples: Registry[Callable[[], bool]] = Registry("sample data")


class Unsafe(Exception):
    """The server must not start like this; the message is one plain line that says why and what to do."""


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach `host` (a name or an address, IPv6 with or without brackets)."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"


def has_samples() -> bool:
    """Whether this database holds sample data, as the upper floors tell."""
    return any(tells() for tells in samples)


def is_open_to(request) -> bool:
    """Whether this request may use what only a demonstration offers: it comes from this machine, to this machine."""
    host, _port = split_domain_port(request.get_host())
    return settings.ROOTBRIDGE_DEMO and is_loopback(_sender_of(request)) and is_loopback(host)


def _sender_of(request) -> str:
    """Who sent it: as the gate wrote it last, where one stands before the pages; else who connected."""
    if settings.ROOTBRIDGE_GATE:
        return request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
    return request.META.get("REMOTE_ADDR", "")


def refuse_unless_safe(
    *, is_demo: bool, bind: str, hosts: Iterable[str] = (), is_debug: bool = False, proxies: int = 0
) -> None:
    """Raise Unsafe when a demonstration, or debugging, could be reached from elsewhere.

    `bind` is the address the server listens on, `hosts` the names it answers to, `proxies` how many
    servers stand in front of it. Says nothing about data: see `refuse_without_samples`.
    """
    mode = "ROOTBRIDGE_DEMO" if is_demo else "ROOTBRIDGE_DEBUG" if is_debug else None
    if mode is None:
        return
    if not is_loopback(bind):
        raise Unsafe(
            f"{mode} is on and the server would listen on {bind}, where others can reach it: "
            f"use 127.0.0.1, or take {mode} away."
        )
    strangers = [host for host in hosts if not is_loopback(host)]
    if strangers:
        raise Unsafe(
            f"{mode} is on and the server would answer to {', '.join(strangers)}: "
            f"leave ROOTBRIDGE_HOSTS unset, or take {mode} away."
        )
    if proxies:
        raise Unsafe(
            f"{mode} is on behind another server (ROOTBRIDGE_TRUSTED_PROXIES={proxies}): take one of the two away."
        )


def refuse_without_samples() -> None:
    """Raise Unsafe when this database holds no sample data: a demonstration would open real people's accounts."""
    if not has_samples():
        raise Unsafe(
            "ROOTBRIDGE_DEMO is on, but this database holds no sample data, and a demonstration lets anyone in as "
            "anybody: take ROOTBRIDGE_DEMO away, or start with an empty database."
        )
