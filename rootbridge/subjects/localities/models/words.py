"""The words that pages of places share: kinds, states, and which text a reader gets."""

from typing import NamedTuple

from django.db import models
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from rootbridge.shared.translation.reading import reading_order


class Kind(models.TextChoices):
    PRIORITY = "priority", _("Priority of the plan")
    DOCUMENT = "document", _("Document")
    FACILITY = "facility", _("Facility")
    INVESTMENT = "investment", _("Public investment")
    NEWS = "news", _("News")
    PICTURE = "picture", _("Photo")


class Facility(models.TextChoices):
    TOWN_HALL = "town_hall", _("Town hall")
    OFFICE = "office", _("Public office")
    SCHOOL = "school", _("School")
    KINDERGARTEN = "kindergarten", _("Kindergarten")
    HOSPITAL = "hospital", _("Hospital")
    CLINIC = "clinic", _("Health centre")
    PHARMACY = "pharmacy", _("Pharmacy")
    MARKET = "market", _("Market")
    LIBRARY = "library", _("Library")
    CULTURE = "culture", _("House of culture, museum")
    SPORT = "sport", _("Sports ground")
    POST = "post", _("Post office, bank")
    CARE = "care", _("Care for old people")
    TRANSPORT = "transport", _("Bus station, station")
    OTHER = "other", _("Something else")


class Standing(models.TextChoices):
    OPEN = "open", pgettext_lazy("facility", "Open")
    PARTLY = "partly", _("Partly open")
    CLOSED = "closed", _("Closed for now")


class Money(models.TextChoices):
    STATE = "state", _("State budget")
    LOCAL = "local", _("Local budget")
    UNION = "union", _("European Union")
    FUND = "fund", _("A fund or donor")
    PEOPLE = "people", _("People abroad and at home")
    SEVERAL = "several", _("Several together")


class State(models.TextChoices):
    """Where the works of an investment stand."""

    PLANNED = "planned", _("Planned")
    UNDER_WAY = "under_way", _("Under way")
    FINISHED = "finished", _("Finished")
    STOPPED = "stopped", _("Stopped")


class As(models.TextChoices):
    """As what somebody acts on a page."""

    AUTHORITY = "authority", _("the local authority")
    REGION = "region", _("the representative of the region")
    CARETAKER = "caretaker", _("the caretaker of this page")


CURRENCIES = ("MDL", "EUR", "USD", "RON", "GBP", "CHF", "XOF", "JMD")


class MovedOn(Exception):
    """What was changed is no longer what stood on the page: somebody else was quicker."""


class Said(NamedTuple):
    """A text and the language it is in; both empty where there is none."""

    text: str
    language: str


def said(texts: dict, original: str = "", read=()) -> Said:
    """The text for the reader: in their language, else in one that is offered next, else the original, else any."""
    for code in (*reading_order(get_language(), read), original, *texts):
        if texts.get(code):
            return Said(texts[code], code)
    return Said("", "")
