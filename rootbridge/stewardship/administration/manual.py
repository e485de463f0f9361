"""The manual of the back office: ``docs/administer/manual/<key>.<language>.md``, drawn beside each screen.

A page begins with two lines, ``screens: people:list people:role`` and ``order: 3``, and a heading. A screen without
a page fails the tests. Where a page is not in the reader's language, the English one says so.
"""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.urls import reverse
from markdown_it import MarkdownIt
from markupsafe import Markup

FOLDER = settings.BASE_DIR / "docs" / "administer" / "manual"
FALLBACK = "en"


@dataclass(frozen=True)
class Page:
    """``screens``: names of the views it explains; ``languages``: those it exists in; ``text``: Markdown."""

    key: str
    language: str
    order: int
    title: str
    screens: tuple[str, ...]
    languages: tuple[str, ...]
    text: str


def page(key: str, language: str) -> Page | None:
    """A page in the reader's language, else in English. ``key``: of a page, or a screen's as ``people_list``."""
    key = key if key in _written() else _screens_by_name().get(key, key)
    languages = _written().get(key, ())
    best = next((code for code in (language, FALLBACK, *languages) if code in languages), None)
    return _read(key, best, languages) if best else None


def pages(language: str) -> list[Page]:
    """All of them, in the order they declare."""
    return sorted((page(key, language) for key in _written()), key=lambda found: (found.order, found.key))


def page_of(view_name: str) -> str | None:
    """The key of the page that explains a screen."""
    return _screens().get(view_name)


def drawn(found: Page) -> Markup:
    """Its text as HTML: no raw HTML passes, links to other pages of the manual lead there."""
    tokens = _reader().parse(found.text)
    for token in tokens:
        for child in token.children or ():
            if child.type == "link_open":
                child.attrs["href"] = _address(str(child.attrs["href"]))
    return Markup(_reader().renderer.render(tokens, _reader().options, {}))


def _address(href: str) -> str:
    key = href.partition(".")[0]
    is_page = href.endswith(".md") and key in _written()
    return reverse("administration:manual", args=[key]) if is_page else href


@lru_cache
def _reader() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable("table")


@lru_cache
def _written() -> dict[str, tuple[str, ...]]:
    """{key: languages} of the pages that exist."""
    found = {}
    for path in sorted(Path(FOLDER).glob("*.md")):
        key, _dot, language = path.stem.partition(".")
        found.setdefault(key, []).append(language)
    return {key: tuple(languages) for key, languages in found.items()}


@lru_cache
def _screens() -> dict[str, str]:
    return {screen: found.key for found in pages(FALLBACK) for screen in found.screens}


@lru_cache
def _screens_by_name() -> dict[str, str]:
    return {screen.replace(":", "_"): key for screen, key in _screens().items()}


@lru_cache
def _read(key: str, language: str, languages: tuple[str, ...]) -> Page:
    head, _line, body = (FOLDER / f"{key}.{language}.md").read_text("utf8").partition("\n\n")
    said = dict(line.split(": ", 1) for line in head.splitlines())
    title, _line, text = body.lstrip().removeprefix("# ").partition("\n")
    screens = tuple(said.get("screens", "").split())
    return Page(key, language, int(said.get("order", 99)), title.strip(), screens, languages, text.strip())
