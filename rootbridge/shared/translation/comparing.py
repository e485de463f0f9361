"""Two versions of a text side by side: each field in words, and which words came and went."""

import datetime as dt
import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.db import models
from django.utils.text import capfirst
from markupsafe import Markup, escape
from wagtail.blocks import StreamValue

from rootbridge.base.design.formats import date

from .models import Article

# Fields that say how a version came to be and not what it says.
WORKINGS = {
    "id", "translation_key", "locale", "live", "has_unpublished_changes", "first_published_at", "last_published_at",
    "live_revision", "go_live_at", "expire_at", "expired", "latest_revision", "review_on", "slug", "original",
}  # fmt: skip
PIECES = re.compile(r"\s+|[\w’'-]+|[^\w\s]", re.UNICODE)
# More pieces than this are compared by lines: words would take too long.
MOST_PIECES = 4_000


@dataclass(frozen=True)
class Said:
    """One field of a version. ``is_prose``: sentences that somebody wrote, not facts."""

    name: str
    title: str
    words: str
    is_prose: bool


@dataclass(frozen=True)
class Difference:
    """``words``: the field with ``<ins>`` and ``<del>``; ``is_text``: in the language of the text."""

    title: str
    words: Markup
    is_text: bool


def said_by(text: Article) -> list[Said]:
    """Every field of a version in words, what it says before what it is about."""
    shared = {field.name for field in Article._meta.get_fields()}
    fields = [field for field in text._meta.concrete_fields if field.name not in WORKINGS]
    own = [field for field in fields if field.name not in shared]
    return [
        _said(text, field, field.name not in shared) for field in (*own, *(one for one in fields if one not in own))
    ]


def prose_of(text: Article) -> str:
    """All the sentences of a version, a field a paragraph, for measuring how it reads."""
    return "\n".join(one.words for one in said_by(text) if one.is_prose and one.words)


def differences(before: Article | None, after: Article) -> list[Difference]:
    """What changed from one version to another, field by field; everything where there was none before."""
    old = {one.name: one.words for one in said_by(before)} if before is not None else {}
    return [
        Difference(capfirst(one.title), compared(old.get(one.name, ""), one.words), one.is_prose)
        for one in said_by(after)
        if old.get(one.name, "") != one.words
    ]


def compared(before: str, after: str) -> Markup:
    """The words of both, those that went in ``<del>``, those that came in ``<ins>``; line breaks kept."""
    old, new = PIECES.findall(before), PIECES.findall(after)
    if len(old) + len(new) > MOST_PIECES:
        old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    drawn = []
    for kind, old_from, old_to, new_from, new_to in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        gone, come = "".join(old[old_from:old_to]), "".join(new[new_from:new_to])
        if kind == "equal":
            drawn.append(escape(come))
            continue
        drawn += [_mark("del", gone), _mark("ins", come)]
    return Markup("").join(drawn).replace("\n", Markup("<br>"))


def _mark(name: str, words: str) -> Markup:
    return Markup("<{0}>{1}</{0}>").format(Markup(name), words) if words else Markup("")


def _said(text: Article, field: models.Field, is_own: bool) -> Said:
    value = getattr(text, field.name)
    is_plain = not field.choices and not isinstance(field, models.SlugField)
    is_list = isinstance(value, list)
    is_prose = is_own and is_plain and (isinstance(value, str | StreamValue) or (is_list and _holds_prose(field)))
    if field.choices:
        return Said(field.name, str(field.verbose_name), str(getattr(text, f"get_{field.name}_display")()), is_prose)
    return Said(field.name, str(field.verbose_name), _in_words(value), is_prose)


def _holds_prose(field) -> bool:
    base = getattr(field, "base_field", None)
    return base is not None and not isinstance(base, models.SlugField) and base.max_length >= 200


def _in_words(value) -> str:
    """A value as people read it, a line for each part."""
    if value is None or value == "":
        return ""
    if isinstance(value, StreamValue):
        return "\n".join(_block_words(block.value) for block in value)
    if isinstance(value, list | tuple):
        return "\n".join(_in_words(one) for one in value)
    if isinstance(value, dict):
        return " | ".join(_in_words(one) for one in value.values() if one not in ("", None, False, True))
    if isinstance(value, dt.date):
        return date(value)
    return str(value)


def _block_words(value) -> str:
    """The words of one block: those of each of its parts on a line."""
    if hasattr(value, "items"):
        return "\n".join(str(part) for part in value.values() if part and part is not True)
    return str(value)
