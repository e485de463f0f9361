"""Until when somebody decides, and how that is said: hours that pass by the world's clock, whatever the clocks on the
wall do in spring and autumn."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

SOON = timedelta(hours=6)
MANY_SIGNS = 3


class Reason(models.TextChoices):
    FRAUD = "fraud", _("It asks for money or papers")
    HARM = "harm", _("It puts somebody in danger")
    HATE = "hate", _("It insults or threatens")
    PRIVATE = "private", _("It shows private data")
    FALSE = "false", _("It is not true")
    OTHER = "other", _("Something else")


URGENT = (Reason.FRAUD, Reason.HARM, Reason.HATE, Reason.PRIVATE)


def within(reason: str, signs: int = 0) -> timedelta:
    """How long there is to decide: what may hurt or cheat somebody, and what bears three signs or more, is urgent."""
    urgent = reason in URGENT or signs >= MANY_SIGNS
    return timedelta(hours=settings.ROOTBRIDGE_URGENT_HOURS if urgent else settings.ROOTBRIDGE_REPORT_HOURS)


def appeal_within() -> timedelta:
    return timedelta(hours=settings.ROOTBRIDGE_APPEAL_HOURS)


def colour(due, now) -> str:
    """ "late" past its time, "soon" in its last six hours, else "fine"."""
    return "late" if due < now else "soon" if due - now < SOON else "fine"


def left_words(due, now) -> str:
    """ "due in 5 hours", "3 hours late": hours up to two days, then days, never rounded up."""
    late, seconds = due < now, int(abs(due - now).total_seconds())
    if seconds >= 48 * 3600:
        number, said = seconds // 86_400, _days
    elif seconds >= 3600:
        number, said = seconds // 3600, _hours
    else:
        number, said = max(seconds // 60, 1), _minutes
    return said(number, late) % {"number": number}


def _days(number, late) -> str:
    if late:
        return ngettext("%(number)s day late", "%(number)s days late", number)
    return ngettext("due in %(number)s day", "due in %(number)s days", number)


def _hours(number, late) -> str:
    if late:
        return ngettext("%(number)s hour late", "%(number)s hours late", number)
    return ngettext("due in %(number)s hour", "due in %(number)s hours", number)


def _minutes(number, late) -> str:
    if late:
        return ngettext("%(number)s minute late", "%(number)s minutes late", number)
    return ngettext("due in %(number)s minute", "due in %(number)s minutes", number)
