"""How much one seat may say and one network may hold open, in this process; nothing is kept of it."""

import ipaddress
import time
from collections import Counter

# Buckets are swept when there are more.
MOST_KEPT = 10_000


class Allowance:
    """So many in a minute, up to a quarter of them at once."""

    def __init__(self, in_a_minute: int):
        self.rate = in_a_minute / 60
        self.most = max(1.0, in_a_minute / 4)
        self._left: dict[int, tuple[float, float]] = {}

    def wait_for(self, who: int, now: float | None = None) -> float:
        """Take one: 0 when there was one, else the seconds until there is."""
        now = time.monotonic() if now is None else now
        left, then = self._left.get(who, (self.most, now))
        left = min(self.most, left + (now - then) * self.rate)
        if left >= 1:
            self._left[who] = (left - 1, now)
            if len(self._left) > MOST_KEPT:
                self._sweep(now)
            return 0.0
        self._left[who] = (left, now)
        return round((1 - left) / self.rate, 1)

    def _sweep(self, now: float) -> None:
        full = self.most / self.rate
        self._left = {who: held for who, held in self._left.items() if now - held[1] < full}


class Doors:
    """How many connections each network holds open."""

    def __init__(self, most: int):
        self._most = most
        self._open: Counter[str] = Counter()

    def enter(self, network: str) -> bool:
        if self._open[network] >= self._most:
            return False
        self._open[network] += 1
        return True

    def leave(self, network: str) -> None:
        self._open[network] -= 1
        if self._open[network] <= 0:
            del self._open[network]


def network_of(address: str) -> str:
    """One address of IPv4, the first 64 bits of IPv6; "" when unknown."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return ""
    found = getattr(found, "ipv4_mapped", None) or found
    return str(found) if found.version == 4 else str(ipaddress.ip_network((found, 64), strict=False))
