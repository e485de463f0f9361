"""Who wants to know that something waits for trustees. Upper rooms listen and tell them; never what waits."""

from collections.abc import Callable

_listeners: list[Callable] = []


def listen(listener: Callable) -> None:
    """Ask to be told: ``listener(event, members, **words)``, in the transaction of the change.

    Events: ``safety.arrived`` (a message is sealed to these members), ``safety.named`` (they are trustees now),
    ``safety.key_changed`` (``who``: the name of another trustee). Each with ``url``.
    """
    _listeners.append(listener)


def announce(event: str, members, **words) -> None:
    for listener in _listeners:
        listener(event, members, **words)
