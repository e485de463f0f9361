"""What can be judged useful or not. Every subject adds its kinds."""

from collections.abc import Callable
from dataclasses import dataclass

from rootbridge.base.core.registry import Registry


@dataclass(frozen=True)
class Judgeable:
    """``key``: label of the model; ``find(number)``: the public thing with this number, or None;
    ``title(thing)``, ``url(thing)``: of its page; ``edit_url(thing)``: where staff mend it;
    ``within(user)``: the numbers of things of this kind that a user works on, a query."""

    key: str
    find: Callable
    title: Callable
    url: Callable
    edit_url: Callable
    within: Callable
    part: str = ""
    order: int = 0


judgeables: Registry[Judgeable] = Registry("what can be judged")


def add_judgeable(model, *, part: str, edit_url: Callable, within: Callable) -> Judgeable:
    """Let the public rows of a model be judged: one whose questions have ``published()`` and whose pages an address."""
    key = model._meta.label_lower
    return judgeables.add(
        key,
        Judgeable(
            key, find=lambda number: model.objects.published().filter(pk=number).first(), title=str,
            url=lambda thing: thing.get_absolute_url(), edit_url=edit_url, within=within, part=part,
        ),
    )  # fmt: skip


_listeners: list[Callable] = []


def listen(listener: Callable) -> None:
    """Ask to be told: ``listener(event, members, **words)``, in the transaction of the change.

    Events: ``feedback.said`` (``members`` read it at work; ``number``, ``url``) and ``feedback.answered`` (``members``:
    who said it; ``reply``, ``note``, ``url``).
    """
    _listeners.append(listener)


def announce(event: str, members, **words) -> None:
    for listener in _listeners:
        listener(event, members, **words)
