"""The facts of a need as people say them, in the reader's language."""

from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from rootbridge.base.design.formats import date, listed, number
from rootbridge.base.reference.languages import language_name
from rootbridge.people.offices.models import in_language

from .models import Mode

SOON = 7  # days before the last day that are marked


def facts_of(need) -> list[tuple[str, str]]:
    """(name, words) of what a helper asks first; a fact without words is left out by whoever draws them."""
    return [
        (_("When"), when(need)),
        (_("Hours"), hours(need)),
        (_("How many people"), number(need.people_needed) if need.people_needed > 1 else ""),
        (_("Where"), where(need)),
        (_("Language"), listed([language_name(code, get_language()) for code in need.languages])),
        (_("Answer by"), date(need.answer_by, _style(need.answer_by))),
        (_("Paid"), foreign(need.said("pay"))),
    ]


def when(need) -> str:
    start, end = need.starts_on, need.ends_on
    if start and end and start != end:
        return _("%(start)s to %(end)s") % {"start": _day(start), "end": _day(end)}
    if start and not end:
        return _("From %(day)s") % {"day": _day(start)}
    if end and not start:
        return _("Until %(day)s") % {"day": _day(end)}
    return _day(start) if start else ""


def hours(need) -> str:
    if not need.hours:
        return ""
    return ngettext("%(hours)s in all", "%(hours)s in all", need.hours) % {"hours": number(need.hours)}


def where(need) -> str:
    if need.mode == Mode.REMOTE:
        return _("From anywhere")
    words = _("In %(place)s") if need.mode == Mode.THERE else _("From anywhere, or in %(place)s")
    return words % {"place": need.place.name(get_language())}


def short(need) -> str:
    """One line for a card: "12 hours · From anywhere"."""
    said = [hours_short(need.hours)] if need.hours else [need.get_kind_display()]
    return " · ".join([*said, where(need)])


def hours_short(count) -> str:
    return ngettext("%(hours)s hour", "%(hours)s hours", count) % {"hours": number(count)}


def over(need) -> str:
    """Above a card: "Orhei · Orhei district hospital"; each name keeps its direction."""
    return format_html("<bdi>{}</bdi> · <bdi>{}</bdi>", *_names(need))


def over_plain(need) -> str:
    return " · ".join(_names(need))


def _names(need):
    return need.place.name(get_language()), in_language(need.organisation.names)


def answered(count: int) -> str:
    if not count:
        return _("Nobody has answered yet")
    return ngettext("%(count)s person has answered", "%(count)s people have answered", count) % {"count": number(count)}


def given(hours: int) -> str:
    """ "9 hours were given and confirmed": the sum of all who gave, whoever they are; "" where nothing was counted."""
    if not hours:
        return ""
    words = ngettext("%(hours)s hour was given and confirmed", "%(hours)s hours were given and confirmed", hours)
    return words % {"hours": number(hours)}


def days_left(days: int | None) -> tuple[str, str] | None:
    """(words, kind of tag), or None where there is no last day."""
    if days is None:
        return None
    if days < 0:
        return _("Past"), "plain"
    if days == 0:
        return _("Last day today"), "soon"
    words = ngettext("%(days)s day left", "%(days)s days left", days) % {"days": number(days)}
    return words, "soon" if days <= SOON else "fine"


def foreign(words) -> str:
    """A text, marked with its language where it is not the reader's."""
    if not words.text or words.language == get_language():
        return words.text
    return format_html('<span lang="{}" dir="auto">{}</span>', words.language, words.text)


def _day(day) -> str:
    return date(day, _style(day))


def _style(day) -> str:
    return "plain" if day and day.year == timezone.localdate().year else "long"
