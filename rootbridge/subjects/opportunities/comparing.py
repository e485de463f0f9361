"""What a change that waits for a second person would change, as people read it."""

import datetime as dt
from copy import copy
from typing import NamedTuple

from django.utils.translation import get_language

from rootbridge.base.design.formats import date, listed
from rootbridge.base.reference.languages import language_name

from .models import Need
from .models.need import MANY


class Change(NamedTuple):
    """One field, of a text in one language: its name, before and after. ``lang``: empty where it is no text."""

    title: str
    lang: str
    before: str
    after: str


def changes_of(need, amendment) -> list[Change]:
    """Every difference between a need and the change that waits."""
    found, changed = [], amendment.onto(copy(need))
    for name, ids in amendment.values.items():
        title = Need._meta.get_field(name).verbose_name
        before, after = _said(need, name), _named(name, ids) if name in MANY else _said(changed, name)
        if isinstance(after, dict):
            found += [Change(title, lang, before.get(lang, ""), after.get(lang, "")) for lang in {**before, **after}]
        else:
            found.append(Change(title, "", before, after))
    return [change for change in found if change.before != change.after]


def _said(need, name):
    """A value in words; texts as {language: words}."""
    value = getattr(need, name)
    if name in MANY:
        return _named(name, value.values_list("pk", flat=True))
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
