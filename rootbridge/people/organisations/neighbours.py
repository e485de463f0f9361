"""Names near each other, held in memory: for a list of any length, where a question to the database for each row would
take hours. A name is compared with those that share a telling word, a pair of them, its beginning or its end."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from rapidfuzz import fuzz, process

from .models import Organisation, State
from .skeletons import telling

# What a word must have to bring names together; of how many names a word says nothing any more; how like is near.
SHORTEST, EDGE, COMMON, NEAR = 4, 6, 40, 84


@dataclass(frozen=True, slots=True)
class Known:
    """``slug`` of a page, or ``line`` of the list; ``land``: code of the country where it lives, "" for none."""

    name: str
    told: str
    land: str
    slug: str = ""
    line: int = 0


class Neighbours:
    """Organisations that are there; ``add`` what comes."""

    def __init__(self):
        self.blocks: dict[str, list[Known]] = defaultdict(list)

    @classmethod
    def of_all(cls) -> "Neighbours":
        """All that are not closed. One query."""
        found = cls()
        rows = Organisation.objects.exclude(state=State.CLOSED).values_list("names", "slug", "residence__country_code")
        for names, slug, land in rows.iterator(chunk_size=5000):
            for name in {one for one in names.values() if one}:
                found.add(name, land or "", slug=slug)
        return found

    def add(self, name: str, land: str, *, slug: str = "", line: int = 0) -> None:
        one = Known(name, telling(name), land, slug, line)
        for key in _keys(one.told):
            if len(block := self.blocks[key]) <= COMMON:
                block.append(one)

    def nearest(self, name: str, land: str) -> Known | None:
        """The likest of those in the same country, or of no country; None where none is near."""
        told = telling(name)
        close = {}
        for key in _keys(told):
            block = self.blocks.get(key, ())
            if len(block) <= COMMON:
                close |= {id(one): one for one in block if not land or not one.land or one.land == land}
        if not close:
            return None
        known = list(close.values())
        likest = process.extractOne(
            told, [one.told for one in known], scorer=fuzz.token_sort_ratio, score_cutoff=NEAR
        )  # fmt: skip
        return known[likest[2]] if likest else None


def _keys(told: str) -> Iterator[str]:
    words = sorted({word for word in told.split() if len(word) >= SHORTEST})[:4]
    yield from words
    yield from (f"{first} {second}" for first, second in combinations(words, 2))
    whole = told.replace(" ", "")
    yield from ("^" + whole[:EDGE], "$" + whole[-EDGE:])
