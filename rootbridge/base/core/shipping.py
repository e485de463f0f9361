"""What comes with every platform as rows: each room says how it brings its own, and it is brought whenever the platform
is made ready. Bringing twice changes nothing."""

from collections.abc import Callable
from dataclasses import dataclass

from .registry import Registry


@dataclass(frozen=True)
class Shipment:
    """``bring()`` writes the rows that are not there yet, and says how many."""

    key: str
    bring: Callable[[], int]
    order: int = 0


shipments: Registry[Shipment] = Registry("what comes with every platform")


def ship(key: str, bring: Callable[[], int], order: int = 0) -> Shipment:
    return shipments.add(key, Shipment(key, bring, order))


def bring_all() -> dict[str, int]:
    """Everything once; {key: rows made}."""
    return {shipment.key: shipment.bring() for shipment in shipments}
