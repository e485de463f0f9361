"""Texts that come with a pack, one JSON file each; every language of it becomes a row."""

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from django.db import transaction
from django.utils import timezone
from wagtail.models import Locale

from rootbridge.base.core.text import clean_line
from rootbridge.people.offices.models import Office

from .models import Article


def load_articles(folder: Path | str, model: type[Article], words_of: Callable[[dict, dict], dict]) -> list[Article]:
    """Write the texts of a folder that are not there yet; returns the rows made, none on a second run.

    A file holds ``slug, topic, stages, residence, office, checked_days_ago, review_days, sources, original,
    synonyms, texts``; ``words_of(file, text)`` gives the fields that only this model has. An office or a language
    that is not there raises ``ValueError`` with the name of the file, and nothing is written.
    """
    offices = {office.slug: office for office in Office.objects.select_related("place")}
    locales = {locale.language_code: locale for locale in Locale.objects.all()}
    made = []
    with transaction.atomic():
        for path in sorted(Path(folder).glob("*.json")):
            file = json.loads(path.read_text("utf8"))
            if file["office"] not in offices or not set(file["texts"]) <= set(locales):
                raise ValueError(f"{path.name}: no such office or language")
            made += _load_text(file, model, words_of, offices[file["office"]], locales)
    return made


def _load_text(file, model, words_of, office, locales) -> list[Article]:
    key = uuid5(NAMESPACE_URL, f"rootbridge:{model._meta.label_lower}:{file['slug']}")
    there = set(model.objects.filter(translation_key=key).values_list("locale__language_code", flat=True))
    now = timezone.now()
    facts = {
        "translation_key": key, "slug": file["slug"], "topic": file["topic"], "stages": file["stages"],
        "residence": file["residence"], "office": office, "place": office.place, "original": file["original"],
        "sources": file["sources"], "synonyms": [clean_line(word) for word in file["synonyms"]],
        "checked_on": timezone.localdate() - timedelta(days=file["checked_days_ago"]),
        "review_days": file["review_days"], "first_published_at": now, "last_published_at": now,
    }  # fmt: skip
    return [
        model.objects.create(locale=locales[language], **facts, **words_of(file, text))
        for language, text in file["texts"].items()
        if language not in there
    ]
