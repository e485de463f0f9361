"""A resource in a list: its best version for the reader, and the languages it has."""

from dataclasses import dataclass

from django.utils.translation import get_language
from markupsafe import Markup

from rootbridge.base.design.formats import language_name
from rootbridge.base.design.jinja import direction_of

from .models import Resource, Version


@dataclass(frozen=True)
class Shown:
    """A record as a reader sees it. ``marks``: of a title in another language than the page."""

    resource: Resource
    version: Version
    summary: str
    summary_marks: Markup
    marks: Markup
    is_past: bool

    @property
    def pk(self) -> int:
        return self.resource.pk

    @property
    def title(self) -> str:
        return self.version.title

    @property
    def versions(self) -> list[Version]:
        """The original first."""
        rows = self.resource.versions.all()
        return sorted(rows, key=lambda one: (one.language != self.resource.original, one.language))

    @property
    def languages(self) -> list[str]:
        return [one.language for one in self.versions]

    def has_language(self, language) -> bool:
        return language in self.languages


def marks_of(language: str, reader: str) -> Markup:
    """``lang`` and ``dir`` for a title in another language than the page; records come in any language."""
    if language == reader:
        return Markup("")
    return Markup(' lang="{}" dir="{}"').format(language, direction_of(language))


def shown(resource: Resource, language: str = "", today=None, read=()) -> Shown:
    """A record that has a version, for a reader."""
    reader = language or get_language()
    version, (summary, said_in) = resource.best(reader, read), resource.summary(reader)
    return Shown(
        resource, version, summary, marks_of(said_in, reader), marks_of(version.language, reader),
        today is not None and resource.is_past_review(today),
    )  # fmt: skip


def names_of(codes) -> list[str]:
    return [language_name(code, native=True) for code in codes]
