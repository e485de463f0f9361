"""Does a name read like that of a public authority? Then somebody looks before it is listed; where it is the very name
of one, whatever letters it is written with, nobody registers it."""

import re
from bisect import bisect_right
from functools import cache, lru_cache

from rapidfuzz import fuzz, process
from rapidfuzz.distance import DamerauLevenshtein

from rootbridge.people.offices.models import Office

from .models import ReservedName
from .skeletons import shape, shapes, skeleton, sorted_skeleton, spoken

# As public authorities are called in the languages of the platform and of the countries where people live.
WORDS = (
    "ministerul", "ministere", "ministry", "ministerio", "ministero", "ministerium", "ministry of", "министерство",
    "мiнiстерство", "وزارة", "bakanlık", "ambasada", "embassy", "ambassade", "embajada", "ambasciata", "embaixada",
    "botschaft", "посольство", "سفارة", "consulat", "consulate", "consulado", "consolato", "konsulat", "консульство",
    "قنصلية", "primaria", "primărie", "town hall", "townhall", "city hall", "mairie", "ayuntamiento", "примэрия",
    "примария", "муниципалитет", "municipality", "بلدية", "guvernul", "government", "gouvernement", "gobierno",
    "governo", "правительство", "حكومة", "parlament", "parliament", "parlement", "парламент", "برلمان", "presedintia",
    "președinția", "presidency", "présidence", "presidencia", "президентура", "cancelaria de stat", "state chancellery",
    "государственная канцелярия", "prefectura", "préfecture", "prefecture", "consiliul raional", "district council",
    "районный совет", "consiliul local", "politia", "police", "полиция", "شرطة", "procuratura", "прокуратура",
    "inspectoratul", "inspectorate", "agentia nationala", "national agency", "национальное агентство",
    "agentia servicii publice", "serviciul fiscal", "casa nationala", "comisia electorala", "electoral commission",
    "biroul relatii cu diaspora", "bureau for relations with diaspora", "бюро по связям с диаспорой",
    "бюро по отношениям с диаспорой", "public services agency", "serviciul vamal", "customs service",
)  # fmt: skip
ABBREVIATIONS = frozenset({"min", "minis", "minist", "maeie", "maie", "mae", "mfa", "brd", "asp", "amb", "cons"})
# Inside longer words these letters mean something else.
INNOCENT = ("administr", "consultat", "consultan", "consultin")
SHORTEST, SHORTEST_NEAR, NEAR, NEAR_PART, LONG = 6, 7, 86, 92, 10


class Taken:
    """Shapes of the names of all offices and of all reserved names; read once for many questions. Two queries."""

    def __init__(self, names=None):
        names = names_of_authorities() if names is None else names
        self.shapes = sorted({shape for name in names if (shape := skeleton(name))}, key=len)
        self.ordered = sorted({shape for name in names if (shape := sorted_skeleton(name))})
        self.long = [shape for shape in self.shapes if len(shape) >= LONG]
        self.lengths = [len(shape) for shape in self.long]

    def is_near(self, name: str) -> bool:
        """The name of one of them, or a part of this name is."""
        if self.is_it(name):
            return True
        whole = skeleton(name)
        inside = self.long[: bisect_right(self.lengths, len(whole))]
        return _best(whole, inside, fuzz.partial_ratio, NEAR_PART)

    def is_it(self, name: str) -> bool:
        """The name of one of them, as an eye takes it, whatever the order of its words."""
        whole = skeleton(name)
        if len(whole) < 4:
            return whole in self.shapes
        return _best(whole, self.shapes, fuzz.ratio, NEAR) or _best(
            sorted_skeleton(name), self.ordered, fuzz.ratio, NEAR
        )


def _best(shape, shapes, scorer, least) -> bool:
    return process.extractOne(shape, shapes, scorer=scorer, score_cutoff=least) is not None


def names_of_authorities() -> list[str]:
    names = [name for names in Office.objects.values_list("names", flat=True) for name in names.values() if name]
    return [*names, *ReservedName.objects.values_list("name", flat=True)]


def reads_official(name: str, taken: Taken | None = None) -> bool:
    """In its own letters or as it is spoken, whatever letters, signs and spaces it is written with. Two queries, none
    where ``taken`` is given."""
    taken = taken or Taken()
    return any(_has_root(one) or taken.is_near(one) for one in _readings(name))


def is_taken(name: str, taken: Taken | None = None) -> bool:
    """Is it the very name of an office or a reserved one? Queries as ``reads_official``."""
    taken = taken or Taken()
    return any(taken.is_it(one) for one in _readings(name))


def _readings(name: str) -> list[str]:
    """As it is written and, where that has another shape, as it is spoken."""
    heard = spoken(name)
    return [one for one in ([name] if shapes(name) == shapes(heard) else [name, heard]) if one.strip()]


@cache
def _roots() -> tuple[str, ...]:
    both = {skeleton(word) for word in WORDS} | {skeleton(spoken(word)) for word in WORDS}
    return tuple(sorted(root for root in both if len(root) >= 4))


@cache
def _inside():
    """What matches a long root anywhere."""
    return re.compile("|".join(re.escape(root) for root in _roots() if len(root) >= SHORTEST))


@cache
def _slips() -> dict[str, frozenset[str]]:
    """{a root, or a root without one letter: the roots it may be}."""
    found: dict[str, set] = {}
    for root in _roots():
        if len(root) >= SHORTEST_NEAR:
            for less in _without_one(root):
                found.setdefault(less, set()).add(root)
    return {less: frozenset(roots) for less, roots in found.items()}


@cache
def _halves():
    """(beginnings of the long roots, what matches an end of one). A slip leaves one of the two as it is."""
    long = [root for root in _roots() if len(root) >= SHORTEST_NEAR]
    return {root[:3] for root in long}, re.compile("|".join(re.escape(root[4:]) for root in long))


@cache
def _phrases() -> tuple[frozenset[str], ...]:
    """The long words of names of several words: whatever their order, together they are that name."""
    several = [{one for one in shapes(words) if len(one) > 3} for words in WORDS if " " in words]
    return tuple(frozenset(one) for one in several if len(one) > 1)


@cache
def _innocent() -> tuple[str, ...]:
    return tuple(shape(one) for one in INNOCENT)


@cache
def _short() -> frozenset[str]:
    return frozenset(shape(one) for one in ABBREVIATIONS)


def _without_one(word: str) -> set[str]:
    return {word, *(word[:place] + word[place + 1 :] for place in range(len(word)))}


def _has_root(name: str) -> bool:
    words = shapes(name)
    if words and words[0] in _short():
        return True
    known = set(words)
    if any(phrase <= known for phrase in _phrases()) or not known.isdisjoint(_roots()):
        return True
    whole = skeleton(name)
    for innocent in _innocent():
        whole = whole.replace(innocent, " ")
    runs = [*words, *(first + second for first, second in zip(words, words[1:], strict=False))]
    return bool(_inside().search(whole)) or any(_close(run) for run in runs)


@lru_cache(maxsize=20_000)
def _close(word: str) -> bool:
    """One slip of the pen away from a root, at its beginning too."""
    begins, ends = _halves()
    if len(word) < SHORTEST_NEAR - 1 or word.startswith(_innocent()):
        return False
    if word[:3] not in begins and not ends.search(word):
        return False
    slips, longest = _slips(), max(map(len, _roots())) + 1
    for length in range(SHORTEST_NEAR - 1, min(len(word), longest) + 1):
        begun = word[:length]
        roots = set().union(*(slips[less] for less in _without_one(begun) if less in slips))
        if any(len(word) >= len(root) - 1 and DamerauLevenshtein.distance(begun, root) <= 1 for root in roots):
            return True
    return False
