"""Organisations that may be the one somebody types the name of, and what lets a new one wait for a look."""

import re
from datetime import timedelta

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone
from rapidfuzz import fuzz

from rootbridge.base.core.badges import bears_badge
from rootbridge.base.core.lookalikes import Lookalike, one_alphabet
from rootbridge.base.reference.models.place import SharedKeys

from .models import OFFICIAL, Flag, Organisation
from .official_words import Taken, is_taken, reads_official
from .skeletons import name_keys, skeleton, telling

KEYS = ArrayField(models.TextField())
LOOKED_AT, SHOWN = 60, 4
MAYBE, SURE = 76, 92
ADDRESS = re.compile(r"https?://|www\.|\b[\w-]+\.(?:com|net|org|ru|info|biz|online|shop|top|xyz)\b", re.IGNORECASE)
MANY_A_DAY = 3


def near(name: str, *, rows=None) -> list[tuple[Organisation, float]]:
    """(organisation, likeness 0 to 100) of those whose name may be meant, the likest first. One query."""
    wanted = sorted(name_keys([name]))
    if len(telling(name)) < 3 or not wanted:
        return []
    rows = Organisation.objects.listed() if rows is None else rows
    shapes = [skeleton(name)]
    close = rows.filter(models.Q(keys__overlap=wanted) | models.Q(skeletons__overlap=shapes))
    close = close.annotate(shared=SharedKeys("keys", models.Value(wanted, KEYS))).order_by("-shared", "pk")
    found = [(one, likeness(name, one)) for one in close.select_related("place", "residence")[:LOOKED_AT]]
    return sorted((pair for pair in found if pair[1] >= MAYBE), key=lambda pair: -pair[1])[:SHOWN]


def likeness(name: str, organisation: Organisation) -> float:
    """How like a name is to the names of an organisation, 100 for the same shape."""
    if skeleton(name) in organisation.skeletons:
        return 100
    said = telling(name)
    return max((fuzz.token_sort_ratio(said, telling(one)) for one in organisation.names.values() if one), default=0)


def refusal_of(name: str, taken: Taken | None = None) -> Flag | None:
    """Why nobody registers an organisation under this name: it wears a badge, mixes letters that look alike, or is the
    very name of a public authority. None where it may be tried. Two queries, none where ``taken`` is given."""
    if bears_badge(name):
        return Flag.BADGE
    if _mixes(name):
        return Flag.LOOKALIKE
    return Flag.RESERVED if is_taken(name, taken) else None


def flags_of(organisation: Organisation) -> list[str]:
    """Keys of ``Flag``: why somebody has to look before it is listed; none where it may stand at once."""
    names, found = [name for name in organisation.names.values() if name], set()
    others = Organisation.objects.exclude(pk=organisation.pk).exclude(state="closed")
    for name in names:
        if any(like >= SURE for _one, like in near(name, rows=others)):
            found.add(Flag.DOUBLE)
        if reads_official(name):
            found.add(Flag.RESERVED)
        if _mixes(name):
            found.add(Flag.LOOKALIKE)
        if bears_badge(name):
            found.add(Flag.BADGE)
    if organisation.kind in OFFICIAL:
        found.add(Flag.OFFICIAL)
    if any(ADDRESS.search(words) for words in (*names, *organisation.about.values())):
        found.add(Flag.LINKS)
    if _hurries(organisation):
        found.add(Flag.HURRY)
    return sorted(str(flag) for flag in found)


def _mixes(name: str) -> bool:
    try:
        return one_alphabet(name) != " ".join(name.split())
    except Lookalike:
        return True


def _hurries(organisation: Organisation) -> bool:
    if organisation.author_id is None:
        return False
    since = timezone.now() - timedelta(days=1)
    return Organisation.objects.filter(author=organisation.author_id, registered_at__gte=since).count() > MANY_A_DAY
