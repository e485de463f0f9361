"""Texts that stand in several languages, said in the reader's, or marked where it is another."""

from typing import NamedTuple

from django.utils.html import format_html
from django.utils.translation import get_language

from rootbridge.base.core.names import in_language
from rootbridge.base.design.jinja import direction_of


class Words(NamedTuple):
    """``text`` and the ``language`` it is in; on a page it marks itself where that is not the page's."""

    text: str
    language: str

    def __bool__(self):
        return bool(self.text)

    def __str__(self):
        return self.text

    def __html__(self):
        if not self.text or self.language == get_language():
            return format_html("{}", self.text)
        marked = '<span lang="{}" dir="{}">{}</span>'
        return format_html(marked, self.language, direction_of(self.language), self.text)

    @property
    def foreign(self) -> str:
        """The language where it is not the page's, else ""."""
        return self.language if self.text and self.language != get_language() else ""


def words_of(texts: dict, language: str = "") -> Words:
    """{language: text} in the reader's language, else in one that the platform offers next, else in any."""
    text = in_language(texts or {}, language or get_language())
    return Words(text, next((code for code, said in (texts or {}).items() if said == text), "") if text else "")
