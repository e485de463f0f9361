"""Does a name read like that of a public authority? Then somebody looks before it is listed."""

from functools import cache

from rapidfuzz import fuzz
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
SHORTEST, SHORTEST_NEAR, NEAR, NEAR_PART = 6, 7, 86, 92


@cache
def _roots() -> tuple[str, ...]:
    both = {skeleton(word) for word in WORDS} | {skeleton(spoken(word)) for word in WORDS}
    return tuple(sorted(root for root in both if len(root) >= 4))


@cache
def _phrases() -> tuple[frozenset[str], ...]:
    """The long words of names of several words: whatever their order, together they are that name."""
    several = [{one for one in shapes(words) if len(one) > 3} for words in WORDS if " " in words]
    return tuple(frozenset(one) for one in several if len(one) > 1)


def reads_official(name: str, taken=None) -> bool:
    """In its own letters or as it is spoken, whatever letters, signs and spaces it is written with. Two queries, none
    where ``taken`` (of ``taken_names``) is given."""
    taken = taken_names() if taken is None else taken
    return any(_has_root(one) or _is_near(one, taken) for one in {name, spoken(name)} if one.strip())


def _has_root(name: str) -> bool:
    words = shapes(name)
    if words and words[0] in {shape(one) for one in ABBREVIATIONS}:
        return True
    if any(phrase <= set(words) for phrase in _phrases()):
        return True
    whole = skeleton(name)
    for innocent in INNOCENT:
        whole = whole.replace(shape(innocent), " ")
    runs = [*words, *(first + second for first, second in zip(words, words[1:], strict=False))]
    for root in _roots():
        if (root in whole) if len(root) >= SHORTEST else root in words:
            return True
        if len(root) >= SHORTEST_NEAR and any(_close(run, root) for run in runs):
            return True
    return False


def _close(word: str, root: str) -> bool:
    """One slip of the pen away, at its beginning too."""
    if any(word.startswith(shape(innocent)) for innocent in INNOCENT):
        return False
    lengths = {len(root) - 1, len(root), len(root) + 1} if len(word) >= len(root) - 1 else ()
    return any(DamerauLevenshtein.distance(word[:length], root) <= 1 for length in lengths)


def taken_names() -> list[tuple[str, str]]:
    """(shape, shape with sorted words) of all offices and reserved names."""
    names = [name for names in Office.objects.values_list("names", flat=True) for name in names.values() if name]
    names += ReservedName.objects.values_list("name", flat=True)
    return [(skeleton(name), sorted_skeleton(name)) for name in names]


def _is_near(name: str, taken) -> bool:
    whole, in_order = skeleton(name), sorted_skeleton(name)
    if len(whole) < 4:
        return whole in {shape for shape, _sorted in taken}
    return any(
        fuzz.ratio(whole, shape) >= NEAR or fuzz.ratio(in_order, ordered) >= NEAR
        or (len(shape) >= 10 and len(whole) >= len(shape) and fuzz.partial_ratio(whole, shape) >= NEAR_PART)
        for shape, ordered in taken
    )  # fmt: skip
