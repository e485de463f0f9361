"""Texts for the tests, with the least that they must say."""

from uuid import UUID, uuid4

from django.utils import timezone
from wagtail.models import Locale

from rootbridge.subjects.help.models import PublishedAnswer
from rootbridge.subjects.services.models import Guide

STEPS = [("step", {"title": "Write", "body": "Write to them.", "is_home": False}),
         ("step", {"title": "They answer", "body": "In 45 days.", "is_home": True})]  # fmt: skip


def locale(language: str) -> Locale:
    return Locale.objects.get(language_code=language)


def make_guide(cast, language="ro", *, key: UUID | None = None, **fields) -> Guide:
    """A published guide of the bureau; ``key`` joins it to the other languages of a text."""
    now = timezone.now()
    known = {
        "slug": "pension-italy", "title": f"Pensia din Italia ({language})", "lead": "Cum se cere.", "topic": "pension",
        "stages": ["abroad"], "office": cast.bureau, "place": cast.places["MD"], "original": "ro",
        "translation_key": key or uuid4(), "first_published_at": now, "last_published_at": now, "steps": STEPS,
    }  # fmt: skip
    return Guide.objects.create(locale=locale(language), **(known | fields))


def make_answer(cast, language="ro", *, key: UUID | None = None, **fields) -> PublishedAnswer:
    now = timezone.now()
    known = {
        "slug": "lost-passport", "question": f"Am pierdut pașaportul ({language})", "short": "Mergeți la consulat.",
        "body": "Primul rând.\n\nAl doilea rând.", "topic": "papers", "stages": ["abroad"], "office": cast.bureau,
        "place": cast.places["MD"], "original": "ro", "translation_key": key or uuid4(), "first_published_at": now,
        "last_published_at": now,
    }  # fmt: skip
    return PublishedAnswer.objects.create(locale=locale(language), **(known | fields))
