"""A translation as it travels in a file: a leaf of passages, each with its original, and why a file is not taken."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from ..models import Glossary, Wording
from ..models.rendering import COPY, MACHINE, late
from ..passages import Place, places_of
from .kinds import kind_of


class Refused(Exception):
    """A file is not taken, as a whole. ``sentence``: why, in the reader's language; ``line``: where, 0 for nowhere."""

    def __init__(self, sentence: str, line: int = 0, file: str = ""):
        super().__init__(sentence)
        self.sentence, self.line, self.file = sentence, line, file

    @property
    def words(self) -> str:
        if self.file and self.line:
            where = _("%(file)s, line %(line)s:") % {"file": self.file, "line": self.line}
        elif self.line:
            where = _("Line %(line)s:") % {"line": self.line}
        else:
            where = f"{self.file}:" if self.file else ""
        return f"{where} {self.sentence}".strip()


@dataclass
class Unit:
    """``is_done``: somebody says that it is translated; ``before``: what the original said when it was; ``line``: where
    it stands in the file that was read; ``notes``: what a translator should know."""

    key: str
    source: str
    target: str
    is_done: bool = True
    label: str = ""
    before: str = ""
    longest: int = 0
    notes: list[str] = field(default_factory=list)
    line: int = 0


@dataclass
class Leaf:
    """One text in one language. ``name``: "services.guide/<translation key>"."""

    name: str
    title: str
    source_language: str
    language: str
    units: list[Unit]
    slug: str = ""
    line: int = 0
    file: str = ""


def name_of(wording: Wording) -> str:
    return f"{wording.kind}/{wording.text}"


def leaf_of(wording: Wording, language: str, glossary: Glossary | None = None) -> Leaf:
    """A text as it goes to a translator: every passage of the original, with what there is of it in the language."""
    model = kind_of(wording.kind)
    original = model._base_manager.get(pk=wording.row)
    rendering = wording.renderings.filter(language=language).first()
    said, entries = newest_of(wording, rendering)
    behind, places = set(late(entries, wording.words)), places_of(original, wording.words)
    units = [
        _unit(key, words, places[key], said.get(key, ""), entries.get(key), is_late=key in behind)
        for key, words in wording.said.items()
    ]
    for unit in units:
        wanted = glossary.wanted_in(unit.source, wording.language, unit.target, language) if glossary else []
        unit.notes += [f"{one.typed} = {one.names[0]}" for one in wanted]
    return Leaf(name_of(wording), wording.title, wording.language, language, units, wording.slug)


def newest_of(wording, rendering) -> tuple[dict[str, str], dict[str, dict]]:
    """({passage: words}, {passage: what they were made from}) of the newest draft; empty where there is no translation.
    What nobody translated yet counts as no words."""
    if rendering is None:
        return {}, {}
    row = kind_of(wording.kind)._base_manager.select_related("locale").get(pk=rendering.row)
    text = row.get_latest_revision_as_object() if row.has_unpublished_changes else row
    entries = {**rendering.public, **rendering.draft}
    said = rendering.newest(text, wording.words)
    return {key: "" if entries.get(key, {}).get("how") == COPY else words for key, words in said.items()}, entries


def _unit(key, words, place: Place, target, entry, *, is_late) -> Unit:
    how = (entry or {}).get("how", "")
    is_done = bool(target) and not is_late and how != MACHINE
    before = entry["from"] if entry and is_late and how != COPY else ""
    return Unit(key, words, target, is_done, place.label, before if before != words else "", place.longest)
