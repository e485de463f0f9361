"""What a new edition changes in the one that stands on the pages."""

import difflib
from typing import NamedTuple

from django.utils.translation import gettext as _

from rootbridge.base.design.formats import language_name

from .models import Edition


class Change(NamedTuple):
    """``parts``: (sign, words) with "-" for what goes, "+" for what comes, "" for what stays."""

    name: str
    language: str
    parts: list[tuple[str, str]]


def changes_between(old: Edition, new: Edition) -> list[Change]:
    """Field by field and language by language, by paragraphs; empty where nothing but pictures or facts changed."""
    found, before, after = [], old.told(), new.told()
    for language in dict.fromkeys([*after, *before]):
        for name in ("title", "lead", "body"):
            was, is_now = (getattr(told.get(language), name, "") for told in (before, after))
            if was != is_now:
                label = f"{_label(name)} · {language_name(language)}"
                found.append(Change(label, language, _parts(was.split("\n"), is_now.split("\n"))))
    return found


def _label(name) -> str:
    return {"title": _("Title"), "lead": _("In one or two sentences"), "body": _("The text")}[name]


def _parts(was, is_now) -> list[tuple[str, str]]:
    lines = [(line[:2].strip(), line[2:]) for line in difflib.ndiff(was, is_now) if line[:1] in "-+ "]
    return [(sign, words) for sign, words in lines if words.strip()]
