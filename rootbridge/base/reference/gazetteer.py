"""The keys under which a place is found while its name is typed, and the order of what was found."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from rapidfuzz import fuzz

from rootbridge.base.core.text import search_key, trigrams, words

SHORTEST, LONGEST = 2, 24
CLOSE = 62  # of 100: below this two names are not one name misspelt


def keys_of(names: Iterable[str]) -> list[str]:
    """The keys of a place: every beginning of every word of its names, and "~" + each letter triple."""
    return sorted(set().union(*(_keys_of_word(word) for name in names for word in words(name))))


@lru_cache(maxsize=20_000)
def _keys_of_word(word: str) -> frozenset[str]:
    """Of one folded word; lists of places say "village" and "north" again and again."""
    parts = word.split()
    beginnings = (part[:end] for part in parts for end in range(min(SHORTEST, len(part)), min(LONGEST, len(part)) + 1))
    return frozenset([*beginnings, *("~" + triple for triple in trigrams(word))])


def prefix_keys(text: str) -> list[str]:
    """What the keys of a place must all hold for the text to be a beginning of its words."""
    return [word[:LONGEST] for word in search_key(text).split()[:6]]


def close_keys(text: str) -> list[str]:
    """What the keys of a place should share with a text that may be misspelt; none for a single letter."""
    return sorted("~" + triple for triple in trigrams(text)) if len(search_key(text)) > 1 else []


def best_first(text: str, places: Sequence, language: str) -> list:
    """The places worth showing, best first: likeness of the best of their names, the greater place before."""
    wanted = search_key(text)
    scored = [(_likeness(wanted, place, language), place) for place in places]
    kept = [pair for pair in scored if pair[0] >= CLOSE]
    kept.sort(key=lambda pair: (-pair[0], len(pair[1].path), pair[1].name(language)))
    return [place for _score, place in kept]


def _likeness(wanted: str, place, language: str) -> float:
    own = search_key(place.name(language))
    others = {search_key(name) for name in (*place.names.values(), *place.also, *place.former_names)} - {own}
    best = max((_compare(wanted, key) for key in others), default=0)
    return max(_compare(wanted, own), best - 2)


def _compare(wanted: str, key: str) -> float:
    if wanted == key:
        return 110
    if key.startswith(wanted):
        return 96 + 8 * len(wanted) / len(key)
    parts = key.split()
    if all(any(part.startswith(word) for part in parts) for word in wanted.split()):
        return 98 if set(wanted.split()) <= set(parts) else 92
    return fuzz.ratio(wanted, key)
