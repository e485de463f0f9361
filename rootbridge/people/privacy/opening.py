"""Opening what one says to others: which fields can be opened, to whom they are open, the ticks beside a field.

Upper apps register their fields in ``slots.py``: ``add_openable("home", Member, "home")``. A consent in force for
``show:home`` to ``office:7`` opens the field ``home`` to that office, from its date until it is taken back.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext

from rootbridge.base.core.keeping import keeping_of
from rootbridge.base.core.registry import Registry
from rootbridge.base.design.formats import date, listed

from . import audiences
from .models import Consent

SHOWN = "sees-shown"  # form field: for which of them the ticks were on the page


@dataclass(frozen=True)
class Openable:
    """A field that can be opened. ``title`` and ``purpose`` come from the model."""

    key: str
    title: str
    purpose: str
    order: int = 0
    part: str = ""


openables: Registry[Openable] = Registry("fields that can be opened")


def add_openable(key: str, model, field: str, *, title=None, order=0) -> Openable:
    """Let members open a field of a model; what it is called and why it is asked is read from the model."""
    column = model._meta.get_field(field)
    return openables.add(key, Openable(key, title or column.verbose_name, keeping_of(column).purpose, order))


@dataclass(frozen=True)
class Seen:
    """What stands beside a field: ``who`` in words, ``offices`` as ``ui.sees`` draws them, and ``mark``, which tells
    the form that the ticks of this field were on the page."""

    who: str
    offices: list[dict]
    mark: str


class Opening:
    """Everything a member has opened and may open. Two or three queries, however many fields are asked for."""

    def __init__(self, member):
        self.member = member

    @cached_property
    def consents(self) -> dict[str, dict[str, Consent]]:
        """{field: {audience: consent in force}}"""
        known = {}
        for consent in Consent.objects.visible_to(self.member).in_force().filter(purpose__startswith="show:"):
            known.setdefault(consent.purpose.removeprefix("show:"), {})[consent.audience] = consent
        return known

    @cached_property
    def offered(self) -> list[audiences.Audience]:
        """Whom a field may be opened to: those offered by where one lives and comes from, and those it is open to."""
        offered = audiences.offered_to(self.member)
        keys = {key for readers in self.consents.values() for key in readers} - {one.key for one in offered}
        kept = [audiences.Audience(key, title) for key, title in audiences.titles(keys).items()] if keys else []
        return [*kept, *offered]

    def readers(self, field: str) -> list[str]:
        """The titles of those the field is open to."""
        return [str(one.title) for one in self.offered if one.key in self.consents.get(field, {})]

    def beside(self, field: str, chosen: Iterable[str] | None = None) -> Seen:
        """The ticks beside a field; ``chosen``: what was ticked in a form that comes back."""
        open_to = self.consents.get(field, {})
        ticked = set(open_to) if chosen is None else set(chosen)
        offices = [
            {"label": one.title, "name": f"sees-{field}", "value": one.key, "id": f"sees-{field}-{place}",
             "note": _since(open_to.get(one.key)) or one.why, "is_open": one.key in ticked}
            for place, one in enumerate(self.offered) if one.settled_by in ("", field)
        ]  # fmt: skip
        readers = [str(office["label"]) for office in offices if office["is_open"]]
        mark = format_html('<input type="hidden" name="{}" value="{}">', SHOWN, field)
        return Seen(listed(readers) or gettext("nobody but you"), offices, mark)

    def change(self, field: str, keys: Iterable[str], *, by) -> None:
        """Make the field open to exactly these; who is not offered is passed over. Each change is a dated row."""
        chosen = set(keys)
        wanted = {one.key: one for one in self.offered if one.key in chosen or (one.group and one.group in chosen)}
        wanted = {key: one for key, one in wanted.items() if key != one.group}
        open_to = self.consents.get(field, {})
        known = openables.get(field)
        with transaction.atomic():
            for key in open_to.keys() - wanted.keys():
                open_to[key].withdraw(by=by)
            for key in wanted.keys() - open_to.keys():
                Consent.give(self.member, f"show:{field}", key, text=words_of(known, wanted[key]), by=by)
        self.__dict__.pop("consents", None)

    def open_to_one(self, audience: audiences.Audience, fields: Iterable[str], *, by) -> None:
        """Make exactly these fields open to one reader, whether offered or named by the member."""
        with transaction.atomic():
            for known in openables:
                consent = self.consents.get(known.key, {}).get(audience.key)
                if known.key in set(fields) and consent is None:
                    Consent.give(self.member, f"show:{known.key}", audience.key, text=words_of(known, audience), by=by)
                elif known.key not in set(fields) and consent is not None:
                    consent.withdraw(by=by)
        self.__dict__.pop("consents", None)

    def take(self, data, fields: Iterable[str], *, by) -> None:
        """Change what a form says: for each of the fields whose ticks were on the page."""
        shown = set(data.getlist(SHOWN))
        for field in fields:
            if field in shown and field in openables:
                self.change(field, data.getlist(f"sees-{field}"), by=by)

    def beside_all(self, fields: Iterable[str], data=None) -> dict[str, Seen]:
        """{field: Seen}; ``data``: a form that comes back, whose ticks stay as they were set."""
        shown = set(data.getlist(SHOWN)) if data is not None else set()
        return {
            field: self.beside(field, data.getlist(f"sees-{field}") if field in shown else None) for field in fields
        }


def words_of(field: Openable, audience: audiences.Audience) -> str:
    """The words that are agreed to, in the reader's language."""
    return gettext("%(reader)s may see: %(field)s. Why: %(purpose)s. You can take this back at any time.") % {
        "reader": audience.title, "field": field.title, "purpose": field.purpose,
    }  # fmt: skip


def _since(consent: Consent | None) -> str:
    return gettext("Since %(day)s") % {"day": date(consent.given_at)} if consent else ""
