"""What can be seen in a text without reading its meaning: sites it leads to, a sketch to know it again by, names in
look-alike letters. Pure functions but for the names, which ask the directory.

A text is known again by a bottom sketch: its runs of three words, folded and in their shapes, are hashed under the key
of the platform, and the smallest numbers stay. Two texts are as alike as the share of numbers they have in common
(Broder, 1997). It needs no extension of the database, an index answers it, and no text can be made of it.
"""

import hashlib
import re
from heapq import nsmallest

from django.conf import settings

from rootbridge.base.core.lookalikes import Lookalike, one_alphabet
from rootbridge.base.core.text import words as folded
from rootbridge.people.organisations.doubles import near
from rootbridge.people.organisations.official_words import reads_official
from rootbridge.people.organisations.skeletons import shape, skeleton

RUN, SIZE, SHORTEST, LONGEST = 3, 48, 12, 3000  # words in a run, numbers in a sketch, words in a text
ALIKE = 0.6
LINK = re.compile(
    r"(?:https?://)?(?:[\w.+-]+@)?((?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24})(?::\d+)?(?:[/?#][^\s<>\"]*)?",
    re.IGNORECASE,
)
NUMBER = re.compile(r"(?<!\w)\+?\d(?:[\s().-]{0,2}\d){8,14}(?!\w)")
# Endings that are words of a language or of files rather than of sites, where nothing says that a link is meant.
NO_SITE = frozenset({"md", "pdf", "doc", "docx", "jpg", "png", "etc", "am", "pm"})
HIDING = frozenset({
    "bit.ly", "tinyurl.com", "t.co", "goo.gl", "is.gd", "cutt.ly", "ow.ly", "rb.gy", "shorturl.at", "clck.ru",
    "wa.me", "t.me", "telegram.me", "viber.me", "chat.whatsapp.com", "api.whatsapp.com", "linktr.ee",
})  # fmt: skip


def hosts_of(text: str) -> list[str]:
    """The sites that a text names, each once, in order, without "www."."""
    found = {}
    for match in LINK.finditer(text):
        host = match.group(1).lower().removeprefix("www.")
        said = match.group(0).lower()
        is_plain = said.removeprefix("www.") == host and not said.startswith(("http", "www."))
        if is_plain and host.rpartition(".")[2] in NO_SITE and host.count(".") == 1 and "-" not in host:
            continue
        found[host[:120]] = True
    return list(found)


def numbers_of(text: str) -> int:
    """How many telephone numbers stand in it."""
    return len(NUMBER.findall(text))


def sketch_of(text: str) -> list[int]:
    """The smallest hashes of its runs of words, in order; none of a text too short to be known again."""
    said = [shape(word) or word for word in folded(text[:20_000])[:LONGEST] if not word.isdigit()]
    if len(said) < SHORTEST:
        return []
    runs = {" ".join(said[at : at + RUN]) for at in range(len(said) - RUN + 1)}
    key = hashlib.sha256(b"rootbridge.moderation.sketch" + settings.SECRET_KEY.encode()).digest()
    return nsmallest(SIZE, {_hash(run, key) for run in runs})


def likeness(first: list[int], second: list[int]) -> float:
    """How alike two texts are by their sketches, 0 to 1."""
    if not first or not second:
        return 0
    smallest = nsmallest(SIZE, {*first, *second})
    return len({*smallest} & {*first} & {*second}) / len(smallest)


def _hash(run: str, key: bytes) -> int:
    return int.from_bytes(hashlib.blake2b(run.encode(), digest_size=8, key=key).digest(), "big", signed=True)


def confusable(name: str, title: str) -> dict | None:
    """What is confusable in who somebody says they are (``name``) or in what they call the thing: ``how`` ("mixed",
    "office", "organisation"), ``name`` and ``other``; None where nothing is. An office may be named in an honest title,
    so a title counts only in letters that are not what they seem. A few queries."""
    for said in (title, name):
        if mixed := _mixed_word(said):
            return {"how": "mixed", "name": mixed, "other": ""}
    if name and reads_official(name):
        return {"how": "office", "name": name, "other": ""}
    for organisation, _like in near(name) if name else ():
        # The very same name is theirs to bear; the same shape in other letters is not.
        for other in organisation.names.values():
            if other and skeleton(other) == skeleton(name) and other.casefold() != name.casefold():
                return {"how": "organisation", "name": name, "other": other}
    return None


def _mixed_word(said: str) -> str:
    try:
        one_alphabet(said)
    except Lookalike as found:
        return found.word
    return ""
