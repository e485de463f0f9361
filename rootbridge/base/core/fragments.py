"""Cards and other repeated pieces, rendered once for each object, language and version, and joined."""

from collections import OrderedDict
from collections.abc import Callable, Iterable

from markupsafe import Markup

ROOM = 20_000
_pieces: OrderedDict[tuple, str] = OrderedDict()
_memories: list["Memory"] = []


class Memory:
    """What one process works out once and remembers by its key; the oldest is forgotten where room is short.

    The key says all that the answer depends on: language, day, version of the content.
    """

    def __init__(self, room: int):
        self._room = room
        self._known: OrderedDict = OrderedDict()
        _memories.append(self)

    def get(self, key, make: Callable):
        """What is remembered under the key, else what ``make()`` returns."""
        if key not in self._known:
            self._known[key] = make()
            while len(self._known) > self._room:
                self._known.popitem(last=False)
        return self._known[key]

    def update(self, made: dict) -> None:
        self._known.update(made)
        while len(self._known) > self._room:
            self._known.popitem(last=False)

    def known(self, keys: Iterable) -> dict:
        """{key: what is remembered} of those that are."""
        return {key: self._known[key] for key in keys if key in self._known}

    def clear(self) -> None:
        self._known.clear()


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
    """Everything, of every memory too: for tests, whose databases begin anew."""
    _pieces.clear()
    for memory in _memories:
        memory.clear()
