"""Cards and other repeated pieces, rendered once for each object, language and version, and joined."""

from collections import OrderedDict
from collections.abc import Callable, Iterable

from markupsafe import Markup

ROOM = 20_000
_pieces: OrderedDict[tuple, str] = OrderedDict()


def join(kind: str, keys: Iterable[tuple], language: str, render_missing: Callable[[list], dict]) -> Markup:
    """The pieces of ``kind`` in the order of ``keys``, as one string.

    ``keys``: (id, version) of each object. ``render_missing(ids)`` gets the ids whose piece is not known
    and returns {id: html}; an object that is gone meanwhile is left out.
    """
    keys = list(keys)
    names = [(kind, language, *key) for key in keys]
    missing = [name[2] for name in names if name not in _pieces]
    if missing:
        made = render_missing(missing)
        for name in names:
            if name[2] in made:
                _pieces[name] = str(made[name[2]])
        while len(_pieces) > ROOM:
            _pieces.popitem(last=False)
    return Markup("".join(_pieces.get(name, "") for name in names))


def forget() -> None:
    _pieces.clear()
