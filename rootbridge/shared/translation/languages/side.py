"""A text beside its original: every passage as it was, as it is now, and in the other language; and what to look at."""

import hashlib
from dataclasses import dataclass, field

from markupsafe import Markup
from wagtail.models import Revision

from rootbridge.base.core.text import clean_text

from ..comparing import compared
from ..models import Glossary, Rendering, Wording
from ..models.rendering import COPY, MACHINE, late
from ..models.term import Wanted
from ..models.wording import folded
from ..passages import Place, places_of
from .differing import disagreements
from .kinds import kind_of


@dataclass
class Pair:
    """One passage. ``before``: the words of the original that the translation was made from; ``now``: what they are;
    ``change``: the same with what came and went marked, None where nothing did; ``words``: the translation;
    ``is_gone``: the original has it no longer; ``error``: why it cannot be kept so; ``said``: the words that are
    kept, where ``words`` are what somebody typed; ``waits``: a draft against what readers see;
    ``meanwhile``: what somebody else changed since a form was opened."""

    key: str
    place: Place
    before: str
    now: str
    words: str
    how: str
    is_late: bool
    is_gone: bool
    change: Markup | None = None
    terms: list[Wanted] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    error: str = ""
    is_confirmed: bool = False
    said: str = ""
    waits: Markup | None = None
    meanwhile: Markup | None = None

    @property
    def is_machine(self) -> bool:
        return self.how == MACHINE

    @property
    def is_copied(self) -> bool:
        return self.how == COPY

    @property
    def seen(self) -> str:
        """What a form says that it showed: another once the original or the translation is another."""
        return digest(self.now, self.said)

    @property
    def was(self) -> str:
        """The words of the translation as a form was given them."""
        return digest(self.said)

    @property
    def id(self) -> str:
        return "p-" + self.key.replace(".", "-").replace("+", "x")

    @property
    def rows(self) -> int:
        return max(2, min(14, 1 + max(len(self.now), len(self.words)) // 60))


@dataclass
class Side:
    """``text``: the newest words of the translation, an object of its kind; ``original``: the published original;
    ``row``: the translation as readers see it."""

    wording: Wording
    rendering: Rendering
    text: object
    original: object
    pairs: list[Pair]
    row: object = None

    @property
    def late(self) -> list[Pair]:
        return [pair for pair in self.pairs if pair.is_late]

    @property
    def unread(self) -> list[Pair]:
        return [pair for pair in self.pairs if pair.is_machine]


def digest(*words: str) -> str:
    return hashlib.sha256("\0".join(map(clean_text, words)).encode()).hexdigest()[:16]


def side_of(rendering: Rendering, glossary: Glossary | None = None) -> Side:
    """Everything there is to see of one translation."""
    wording, model = rendering.wording, kind_of(rendering.wording.kind)
    row = model._base_manager.select_related("locale", "place", "latest_revision", "live_revision").get(
        pk=rendering.row
    )
    original = model._base_manager.filter(pk=wording.row).first() if wording.row else None
    text = row.get_latest_revision_as_object() if row.has_unpublished_changes else row
    said = rendering.newest(text, wording.words)
    entries = {**rendering.public, **rendering.draft}
    behind = set(late(entries, wording.words))
    keys = [*wording.words, *(key for key in said if key not in wording.words)]
    places = places_of(original or row, dict.fromkeys(keys, ""))
    pairs = [
        pair_of(key, places[key], wording.words.get(key, ""), said.get(key, ""), entries.get(key),
                is_late=key in behind, is_gone=key not in wording.words)
        for key in keys if wording.words.get(key, "").strip() or said.get(key, "").strip()
    ]  # fmt: skip
    for pair in pairs:
        look_over(pair, wording.language, rendering.language, glossary)
        before = rendering.public.get(pair.key, {}).get("to", "")
        if folded(before) != folded(pair.said):
            pair.waits = compared(before, pair.said)
    return Side(wording, rendering, text, original, pairs, row)


def mark_meanwhile(side: Side, edition: str) -> None:
    """Show what changed in a translation since the ``edition`` that a form was opened with, passage by passage; nothing
    where that version was written over."""
    number = edition.partition("-")[0]
    version = None
    if number.isdecimal() and len(number) < 18:
        version = Revision.objects.for_instance(side.row).filter(pk=number).first()
    if version is None and number != "0":
        return
    text = version.as_object() if version else side.row
    before = side.rendering.newest(text, side.wording.words)
    for pair in side.pairs:
        if folded(before.get(pair.key, "")) != folded(pair.said):
            pair.meanwhile = compared(before.get(pair.key, ""), pair.said)


def pair_of(key, place, now, words, entry, *, is_late, is_gone) -> Pair:
    before = entry["from"] if entry and entry["how"] != COPY else ""
    pair = Pair(key, place, before, now, words, (entry or {}).get("how", ""), is_late, is_gone, said=words)
    if before and is_late and folded(before) != folded(now):
        pair.change = compared(before, now)
    return pair


def look_over(pair: Pair, language: str, target: str, glossary: Glossary | None) -> None:
    """The terms and figures that the translation should keep."""
    pair.warnings = disagreements(pair.now, pair.words, has_marks=pair.place.has_marks) if not pair.is_gone else []
    if glossary is not None:
        pair.terms = glossary.wanted_in(pair.now, language, pair.words, target)
