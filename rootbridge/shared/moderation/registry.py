"""What can be reported. Every subject adds its kinds; upper rooms listen and tell both sides."""

from collections.abc import Callable
from dataclasses import dataclass

from django.apps import apps

from rootbridge.base.core.registry import Registry


@dataclass(frozen=True)
class Reportable:
    """``key``: label of the model; ``find(id, user)``: the thing that this user may read, or None; ``title(thing)``;
    ``url(thing)``; ``place_path(thing)``, ``residence(thing)``: where it belongs; ``author(thing)``: the member who
    wrote it, or None; ``hide(thing, by)`` and ``show(thing, by)``: take it off the public pages and put it back (``by``
    None: because several people reported it); ``titles(ids)``: {id: title} of several at once, hidden or not, where
    there is a quicker way than reading each; ``hidden_from(user)``: a query of the numbers of those
    that this user must not learn of, whatever they decide on; ``is_private``: said among few, so moderators and
    administrators decide, no representative, and no sign alone opens a case; ``holds_at``: with so many signs
    (`lookout`) it leaves the pages until somebody has looked, 0 for never."""

    key: str
    find: Callable
    title: Callable
    url: Callable
    place_path: Callable
    residence: Callable
    author: Callable
    hide: Callable
    show: Callable
    titles: Callable | None = None
    hidden_from: Callable | None = None
    is_private: bool = False
    holds_at: int = 0
    part: str = ""
    order: int = 0


reportables: Registry[Reportable] = Registry("what can be reported")


@dataclass(frozen=True)
class Appealable:
    """A decision that its author may appeal against. ``key``: label of the model of the decision; ``find(number)``: the
    decision, or None; ``title(decision)``, ``url(decision)``: what it was about and where staff read it;
    ``place_path(decision)``; ``first(decision)``: number of the member who decided, or a set of several;
    ``decided(decision, appeal, by)``: do what follows, and tell the author."""

    key: str
    find: Callable
    title: Callable
    url: Callable
    place_path: Callable
    first: Callable
    decided: Callable
    part: str = ""
    order: int = 0


appealables: Registry[Appealable] = Registry("what can be appealed against")


def kind_words(kind: str) -> str:
    """What things of a kind are called, in the reader's language."""
    return str(apps.get_model(kind)._meta.verbose_name)


def things_of(kind: str, ids) -> dict[int, object]:
    """The things of one kind with these numbers, hidden or not; those that are gone are left out. One query."""
    if kind not in reportables.all():
        return {}
    return apps.get_model(kind)._base_manager.in_bulk(list(ids))


def titles_of(kind: str, ids) -> dict[int, str]:
    """Their titles."""
    known = reportables.all().get(kind)
    if known is not None and known.titles is not None:
        return {number: str(title) for number, title in known.titles(ids).items()}
    return {number: str(known.title(thing)) for number, thing in things_of(kind, ids).items()}


def titled(reports) -> list[tuple]:
    """(report, title of the thing, "" when it is gone) for each report."""
    reports = list(reports)
    ids = {}
    for report in reports:
        ids.setdefault(report.target_kind, set()).add(report.target_id)
    titles = {kind: titles_of(kind, numbers) for kind, numbers in ids.items()}
    return [(report, titles[report.target_kind].get(report.target_id, "")) for report in reports]


_listeners: list[Callable] = []


def listen(listener: Callable) -> None:
    """Ask to be told: ``listener(event, known, thing, **more)``, in the transaction of the change.

    Events: ``held`` (off the pages until somebody has looked; ``why``), ``decided`` (``decision``), ``late`` (``case``,
    ``to``: the members), of appeals ``appealed`` (``appeal``), ``appeal_late`` (``appeal``, ``to``) and
    ``appeal_decided`` (``appeal``; for decisions of moderation itself).
    """
    _listeners.append(listener)


def announce(event: str, known, thing, **more) -> None:
    for listener in _listeners:
        listener(event, known, thing, **more)
