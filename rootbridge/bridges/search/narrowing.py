"""What a reader narrows the results to, as it stands in the address; and the fields that offer it, with counts."""

from collections.abc import Callable
from dataclasses import asdict, dataclass

from django.conf import settings
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.findable import search_sources
from rootbridge.base.core.text import search_key
from rootbridge.base.design.formats import language_name
from rootbridge.base.reference.countries import country_name
from rootbridge.base.reference.topics import Topic

from .engine import Choice, Count

LONGEST = 60


@dataclass(frozen=True)
class Option:
    value: str
    title: str
    count: int


@dataclass(frozen=True)
class Field:
    """One choice. ``options``: those that something found has, and the one that holds though nothing has it."""

    name: str
    label: str
    options: list[Option]
    chosen: str


def _topic(code: str) -> str:
    return str(Topic(code).label) if code in Topic.values else ""


def _tongue(code: str) -> str:
    return language_name(code, native=True) if code in dict(settings.LANGUAGES) else ""


def _country(code: str) -> str:
    return country_name(code, get_language()) if len(code) == 2 and code.isascii() and code.isupper() else ""


FIELDS: list[tuple[str, str, Callable[[str], str]]] = [
    ("topic", _("Topic"), _topic), ("residence", _("Holds for people living in"), _country),
    ("place", _("Place"), lambda code: code), ("language", _("Can be read in"), _tongue),
]  # fmt: skip


@dataclass(frozen=True)
class Narrowing:
    choice: Choice

    @classmethod
    def read(cls, asked) -> "Narrowing":
        """From the query of an address; what could not be meant counts as not asked."""
        said = {name: asked.get(name, "")[:LONGEST].replace("\x00", "") for name in asdict(Choice())}
        if said["kind"] not in {source.key for source in search_sources}:
            said["kind"] = ""
        for name, _label, title_of in FIELDS:
            if not title_of(said[name]):
                said[name] = ""
        return cls(Choice(**said))

    def __bool__(self):
        return any(asdict(self.choice).values())

    @property
    def is_more_than_kind(self) -> bool:
        return any(value for name, value in asdict(self.choice).items() if name != "kind")

    def address(self, typed: str, **instead: str) -> str:
        """The query of this choice with some of it chosen otherwise."""
        said = {"q": typed, **asdict(self.choice), **instead}
        return "?" + urlencode({name: value for name, value in said.items() if value})

    def fields(self, facets: dict[str, list[Count]]) -> list[Field]:
        """Those where there is something to choose between, or something is chosen."""
        found = []
        for name, label, title_of in FIELDS:
            chosen = getattr(self.choice, name)
            counts = {one.value: one for one in facets.get(name, ())}
            if chosen:
                counts.setdefault(chosen, Count(chosen, 0))
            options = [Option(one.value, one.label or title_of(one.value), one.count) for one in counts.values()]
            options = sorted((one for one in options if one.title), key=lambda one: search_key(one.title))
            if len(options) > 1 or chosen:
                found.append(Field(name, label, options, chosen))
        return found
