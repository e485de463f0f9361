"""What happens to texts, for upper rooms that tell people of it."""

from collections.abc import Callable

_listeners: list[Callable] = []


def listen(listener: Callable) -> None:
    """Ask to be told: ``listener(event, **words)``, in the transaction of the change.

    Events: ``sent``, ``published``, ``planned`` (``at``), ``returned``, each with ``text`` and ``submission``; ``due``,
    ``past`` and ``left`` with ``texts`` and ``members``.
    """
    _listeners.append(listener)


def announce(event: str, **words) -> None:
    for listener in _listeners:
        listener(event, **words)
