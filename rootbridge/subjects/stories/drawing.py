"""What the page of a story shows: its words in one language, its pictures, who is credited."""

import re
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from markupsafe import Markup

from rootbridge.base.design.jinja import absolute
from rootbridge.base.design.look import current
from rootbridge.shared.translation.reading import marks, reading_order

from .marking import drawn
from .models import Edition, Picture, Telling

HREF = re.compile(r'href="([^"]+)"')


@dataclass(frozen=True)
class Shown:
    """An edition as readers see it in one language. ``marks``: attributes of text in another language than the page;
    ``picture_marks``: the same for the words of its pictures, which are in the original."""

    edition: Edition
    telling: Telling
    body: Markup
    marks: Markup
    picture_marks: Markup
    pictures: list[Picture]
    has: list[str]
    credit: str
    is_past: bool

    @property
    def first(self) -> Picture | None:
        return self.pictures[0] if self.pictures else None


def show(edition: Edition, language: str = "", read=()) -> Shown:
    """An edition in a language, or in the best that there is. ``language``: of the reader where none is given."""
    told, reader = edition.told(), get_language()
    order = [*reading_order(language or reader, read), edition.original, *told]
    telling = next((told[code] for code in order if code in told), Telling(edition=edition, language=edition.original))
    return Shown(
        edition, telling, drawn(telling.body), marks(telling.language, reader), marks(edition.original, reader),
        edition.shown(), list(told), credit_of(edition), edition.is_past(timezone.localdate()),
    )  # fmt: skip


def credit_of(edition: Edition) -> str:
    """The name a story stands under: chosen by its author, with their association; else who it was written for."""
    body = edition.organisation.name if edition.organisation else ""
    if edition.credit and body:
        return _("%(name)s, %(association)s") % {"name": edition.credit, "association": body}
    return edition.credit or body or current().name


def links_in(shown: Shown) -> list[str]:
    """Where the links of a text lead, each once: who judges it looks at them."""
    return list(dict.fromkeys(HREF.findall(shown.body)))


def linked_data(story, shown: Shown) -> dict:
    """The story as schema.org knows it."""
    found = {
        "@context": "https://schema.org", "@type": "NewsArticle" if shown.edition.kind == "news" else "Article",
        "headline": shown.telling.title, "description": shown.telling.lead, "inLanguage": shown.telling.language,
        "author": {"@type": "Organization" if story.is_work else "Person", "name": shown.credit},
        "publisher": {"@type": "Organization", "name": current().name},
        "mainEntityOfPage": absolute(story.get_absolute_url()),
    }  # fmt: skip
    if story.published_at:
        found |= {"datePublished": story.published_at.isoformat(), "dateModified": story.changed_at.isoformat()}
    if shown.first:
        found["image"] = absolute(shown.first.file.url)
    return found
