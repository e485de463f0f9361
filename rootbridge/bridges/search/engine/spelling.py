"""What somebody may have meant: the words of the index that sound like a typed one, or differ by a letter or two.

A word that stands in some text is taken as it is, and for what sounds the same in the other alphabet. Of another, the
words that sound alike are asked of the table of all words by the keys they share, and measured here.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection
from rapidfuzz.distance import OSA

from rootbridge.base.core.sounds import near_keys, sound

from ..words import stem

LAST = "\U0010ffff"
MOST_BEST, MOST_CLOSE, PREFIX = 6, 18, 3
# A word that may be the beginning of another is put right only from this length.
HALF_TYPED, MOST_APART = 5, 2
SPELL = """
WITH typed AS (
    SELECT * FROM unnest(%(words)s::varchar[], %(ends)s::varchar[], %(sounds)s::varchar[], %(sound_ends)s::varchar[],
        %(keys)s::text[]) WITH ORDINALITY AS t(word, word_end, sound, sound_end, keys, number)
), known AS (
    SELECT typed.*, w.items, coalesce(w.items, (
        SELECT max(b.items) FROM (SELECT items FROM search_word b WHERE b.word ~>=~ typed.word
        AND b.word ~<~ typed.word_end LIMIT 50) b)) AS begins
    FROM typed LEFT JOIN search_word w ON w.word = typed.word
)
SELECT number, '' AS word, '' AS sound, coalesce(items, 0), coalesce(begins, 0) FROM known
UNION ALL
SELECT number, n.word, n.sound, n.items, 0 FROM known, LATERAL (
    (SELECT w.word, w.sound, w.items FROM search_word w WHERE w.sound = known.sound AND w.word <> known.word LIMIT 20)
    UNION
    (SELECT w.word, w.sound, w.items FROM search_word w WHERE known.items IS NULL AND w.keys && known.keys::int[]
        LIMIT 500)
    UNION
    (SELECT w.word, w.sound, w.items FROM search_word w WHERE w.sound ~>=~ known.sound AND w.sound ~<~ known.sound_end
        AND known.begins IS NULL ORDER BY w.items DESC LIMIT 20)
) n
"""


@dataclass(frozen=True)
class Spelling:
    """What one typed word may be. ``is_there``: it stands in some text, or begins a word that does; ``best``: words of
    the index that it most likely is; ``close``: others it may be; ``is_other``: the best differ by a letter that is
    no ending; ``items``: in about how many things it stands."""

    word: str
    is_there: bool = True
    best: tuple[str, ...] = ()
    close: tuple[str, ...] = ()
    is_other: bool = False
    items: int = 0

    @property
    def is_known(self) -> bool:
        return self.is_there or bool(self.best)


def spell(words: Iterable[str]) -> dict[str, Spelling]:
    """What each word may be. One query."""
    words = tuple(dict.fromkeys(words))
    heard = [sound(word) for word in words]
    asked = {
        "words": list(words), "ends": [word + LAST if len(word) >= PREFIX else word for word in words], "sounds": heard,
        "sound_ends": [one + LAST if len(one) >= PREFIX else one for one in heard],
        "keys": [_keys(word, one) for word, one in zip(words, heard, strict=True)],
    }  # fmt: skip
    with connection.planned() as cursor:
        cursor.execute(SPELL, asked)
        rows = cursor.fetchall()
    standing = {number: (items, begins) for number, word, _sound, items, begins in rows if not word}
    near: dict[int, list[tuple[str, str, int]]] = {}
    for number, word, one, items, _begins in rows:
        if word:
            near.setdefault(number, []).append((word, one, items))
    return {
        word: _spelling(word, heard[place], *standing[place + 1], near.get(place + 1, []))
        for place, word in enumerate(words)
    }


def _keys(word: str, heard: str) -> str:
    """As PostgreSQL writes an array. A number is what it is: 2024 is no misspelt 2025."""
    keys = () if any(letter.isdigit() for letter in word) else near_keys(heard)
    return "{" + ",".join(map(str, keys)) + "}"


def _spelling(word: str, heard: str, items: int, begins: int, near: list[tuple[str, str, int]]) -> Spelling:
    if items:
        return Spelling(word, close=_alike(word, heard, near), items=items)
    measured = sorted(
        (distance, word[:1] != other[:1], -often, other)
        for other, one, often in near
        if (distance := OSA.distance(heard, one, score_cutoff=MOST_APART)) <= _allowed(word, other, heard)
    )
    if begins:
        apart = 1 if len(word) >= HALF_TYPED else 0
        close = [other for distance, _first, _often, other in measured if distance <= apart]
        return Spelling(word, close=tuple(close[:MOST_CLOSE]), items=begins)
    if not measured:
        longer = tuple(other for other, one, _often in near if one.startswith(heard) and len(heard) >= PREFIX)
        return Spelling(word, is_there=False, best=longer[:MOST_BEST])
    least = measured[0][0]
    best = [other for distance, _first, _often, other in measured if distance == least]
    close = [other for distance, _first, _often, other in measured if least < distance <= least + 1]
    is_other = least > 0 and not any(other.startswith(stem(word)) for other in best)
    often = -min(one[2] for one in measured)
    return Spelling(word, False, tuple(best[:MOST_BEST]), (*best[MOST_BEST:], *close)[:MOST_CLOSE], is_other, often)


def _alike(word: str, heard: str, near: list[tuple[str, str, int]]) -> tuple[str, ...]:
    """Words of the other alphabet that sound the same: "doma" stands in a Romanian text, and may be "дома"."""
    return tuple(other for other, one, _often in near if one == heard and other[0].isascii() != word[0].isascii())


def _allowed(word: str, other: str, heard: str) -> int:
    """Letters that may differ: none of a very short word, two of a long one; fewer from one alphabet to another."""
    length = len(heard) if word[0].isascii() == other[0].isascii() else len(heard) - 2
    return 0 if length < 4 else 1 if length < 6 else MOST_APART
