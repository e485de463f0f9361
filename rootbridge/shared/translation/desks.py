"""What stands around any text: who answers for it, when they are there, how to ask them, and whether it is due."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import get_language

from rootbridge.base.core import parts
from rootbridge.people.offices.hours import Opening, open_until, openings
from rootbridge.people.offices.models import FocalPoint, Office

from .addresses import broken_sources
from .models import TextPicture
from .models.rendering import is_unread
from .reading import marks
from .sensitive import is_sensitive

TITLES = ("dr", "prof", "d-na", "d-l")


@dataclass(frozen=True)
class Desk:
    """``person`` may be None; ``until``: closes at, "" when closed now; ``ask_url``: "" when nobody can be asked."""

    office: Office
    person: FocalPoint | None
    openings: list[Opening]
    until: str
    ask_url: str

    @property
    def first_name(self) -> str:
        """What the person is called on a button: "Valentina" of "Dr Valentina Munteanu"."""
        words = [word for word in self.person.name.split() if word.strip(".").lower() not in TITLES]
        return words[0] if words else self.person.name


def desk_of(office: Office, living: str, now: datetime, **asked) -> Desk:
    """The desk of an office whose place is there. One query. ``asked``: what the question page is told besides."""
    person = FocalPoint.objects.answering(office, now.date())
    may_ask = parts.is_on("help")
    ask_url = reverse("help:ask") + "?" + urlencode({"office": office.slug, **asked}) if may_ask else ""
    week = openings(office, living, day=now.date())
    return Desk(office, person, week, open_until(office, now), ask_url)


def preview_page(request, article) -> dict:
    """What the page of a text shows, for a draft in the editor."""
    language, now = get_language(), timezone.now()
    return frame_of(article, request.bearings, language, now) | article.beside(language, now.date())


def frame_of(article, bearings, language: str, now) -> dict:
    """What stands around any text: its language, whether its check is due, whether a machine made it and nobody read
    it yet, which of its sources are broken, who answers for it, its pictures. Two to four queries: one more for a
    translation, one more for sources."""
    return {
        "article": article, "marks": marks(article.language, language), "has": [article.language],
        "is_sensitive": is_sensitive(article.slug), "is_past": article.is_past_review(now.date()),
        "is_machine": is_unread(article), "broken_sources": broken_sources(article),
        "desk": desk_of(article.office, bearings.living, now, topic=article.topic),
        "pictures": TextPicture.objects.of_text(article).shown(),
    }  # fmt: skip
