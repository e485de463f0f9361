"""What a change that waits for a second person would change, as people read it."""

import datetime as dt
from copy import copy
from typing import NamedTuple

from django.utils.translation import get_language

from rootbridge.base.design.formats import date, listed
from rootbridge.base.reference.languages import language_name

from .models import Need
from .models.amendment import as_json
from .models.need import MANY
from .suggestions import held_by


class Change(NamedTuple):
    """One field, of a text in one language: its name, before and after. ``lang``: empty where it is no text."""

    title: str
    lang: str
    before: str
    after: str


def changes_of(need, amendment) -> list[Change]:
    """Every difference between a need and the change that waits."""
    return _changes(need, amendment.values, held_by(need, {}))


def changes_to(need, values, waiting) -> list[Change]:
    """Every difference between a need, with the change that waits laid over it, and what somebody would save now."""
    return _changes(need, as_json(values), held_by(need, waiting.values if waiting else {}))


def _changes(need, values, held):
    """``values``: as JSON keeps them; ``held``: numbers of the skills and occupations before."""
    found, changed = [], copy(need).laid({name: value for name, value in values.items() if name not in MANY})
    for name, value in values.items():
        title, is_many = Need._meta.get_field(name).verbose_name, name in MANY
        before = _named(name, held[name]) if is_many else _said(need, name)
        after = _named(name, value) if is_many else _said(changed, name)
        if isinstance(after, dict):
            found += [Change(title, lang, before.get(lang, ""), after.get(lang, "")) for lang in {**before, **after}]
        else:
            found.append(Change(title, "", before, after))
    return [change for change in found if change.before != change.after]


def _said(need, name):
    """A value in words; texts as {language: words}."""
    value = getattr(need, name)
    if isinstance(value, dict):
        return value
    if isinstance(value, list):
        return listed([language_name(code, get_language()) for code in value])
    if isinstance(value, dt.date):
        return date(value)
    shown = getattr(need, f"get_{name}_display", None)
    return str(shown() if shown else "" if value is None else value)


def _named(name, ids) -> str:
    rows = Need._meta.get_field(name).related_model.objects.filter(pk__in=list(ids))
    return listed(sorted(rows.names(get_language()).values()))
