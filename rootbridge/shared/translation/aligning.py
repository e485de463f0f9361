"""Which item of a list is which, after somebody changed, moved, added or took away some of them."""

from collections.abc import Callable, Iterable, Sequence
from difflib import SequenceMatcher

# How much of its words an item keeps at least to be taken for the same item, changed.
ALIKE = 0.5
# Lists longer than this are matched by equality and place only.
MOST_COMPARED = 60


def settle(known: Iterable[tuple[str, str]], now: Sequence[str], *, new: Callable[[], str]) -> list[str]:
    """A name for each item of ``now``: that of the known item ("name", "words") that says the same, else that of the
    one most like it, else one from ``new``. No name is given twice."""
    left = dict(known)
    names: list[str | None] = []
    for words in now:
        same = next((name for name, said in left.items() if said == words), None)
        names.append(same)
        left.pop(same, None)
    if len(left) * names.count(None) <= MOST_COMPARED**2:
        _give_to_alike(left, now, names)
    return [name or new() for name in names]


def _give_to_alike(left: dict[str, str], now: Sequence[str], names: list[str | None]) -> None:
    pairs = []
    for place, words in enumerate(now):
        if names[place] is None:
            pairs += [(likeness(said, words), -place, name) for name, said in left.items()]
    for likeness_, place, name in sorted(pairs, key=lambda pair: (-pair[0], -pair[1])):
        if likeness_ >= ALIKE and names[-place] is None and name in left:
            names[-place] = name
            del left[name]


def likeness(one: str, other: str) -> float:
    """0 to 1: how much of the words is the same."""
    matcher = SequenceMatcher(None, one.split(), other.split(), autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= ALIKE else 0.0
