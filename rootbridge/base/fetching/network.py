"""Where a name leads, and which numbers lie on the open web.

A number counts, never its spelling: a name is looked up once, every number that came back is looked at, and the
connection goes to one of these numbers and nowhere else.
"""

import ipaddress
import socket
import ssl
from functools import cache

Number = ipaddress.IPv4Address | ipaddress.IPv6Address

# All of IPv4 is public but for these (IANA's special registry), and two that clouds keep for themselves.
CLOSED_4 = [
    ipaddress.IPv4Network(block)
    for block in (
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
        "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24",
        "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4", "168.63.129.16/32",
    )
]  # fmt: skip
# Of IPv6 only what is given out to networks is public, but for these: tunnels that carry IPv4 within, tests, examples.
OPEN_6 = ipaddress.IPv6Network("2000::/3")
CLOSED_6 = [
    ipaddress.IPv6Network(block)
    for block in ("2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3ffe::/16", "3fff::/20")
]


def is_public(number: Number) -> bool:
    """May a request go to this number? Loopback, private and link-local networks, addresses of metadata, and IPv4
    wrapped in IPv6 (mapped, NAT64, 6to4, Teredo) may not."""
    if isinstance(number, ipaddress.IPv4Address):
        return not any(number in block for block in CLOSED_4)
    return number.scope_id is None and number in OPEN_6 and not any(number in block for block in CLOSED_6)


class Network:
    """The open web as this machine reaches it. Tests put another in its place, at the network's edge."""

    def numbers_of(self, host: str, port: int) -> list[Number]:
        """The numbers that a name stands for, asked once. Raises OSError where there is no such name."""
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)
        return list(dict.fromkeys(ipaddress.ip_address(place[0]) for *_kind, place in found))

    def may_reach(self, number: Number) -> bool:
        return is_public(number)

    def connect(self, number: Number, port: int, patience: float) -> socket.socket:
        """A connection to this number; it is looked at once more when it stands."""
        line = socket.create_connection((str(number), port), timeout=patience)
        if ipaddress.ip_address(line.getpeername()[0]) != number:
            line.close()
            raise ConnectionError("led elsewhere")
        return line

    def context(self) -> ssl.SSLContext:
        """Whose certificates count: those that this machine trusts."""
        return _trusted()


@cache
def _trusted() -> ssl.SSLContext:
    return ssl.create_default_context()


INTERNET = Network()
