"""Fields of needs and answers: hours, days and places as people write them, each with a sentence that helps."""

import datetime as dt
import re
import unicodedata

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rootbridge.base.core.text import clean_line
from rootbridge.base.reference.forms import NamedPlaceField

from ..models.turns import MOST_HOURS

DAY_SHAPES = ("%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y", "%d.%m.%y", "%d-%m-%Y", "%d %m %Y")
QUOTED = 40  # letters of what was typed that an error repeats


class Noted(str):
    """The label of a choice, with a note that stands below it."""

    note = ""

    def __new__(cls, label, note=""):
        self = super().__new__(cls, label)
        self.note = note
        return self


def quoted(value) -> str:
    return clean_line(str(value))[:QUOTED]


class HoursField(forms.CharField):
    """A whole number of hours from ``least`` to ``most``."""

    def __init__(self, *, least=1, most=MOST_HOURS, **options):
        options.setdefault("widget", forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}))
        super().__init__(max_length=None, **options)
        self.least, self.most = least, most

    def bound_data(self, data, initial):
        return clean_line(data or "")

    def clean(self, value):
        typed = clean_line(str(value or ""))
        if not typed:
            if not self.required:
                return None
            raise forms.ValidationError(self._ask(), code="required")
        if re.fullmatch(r"\d{1,5}", typed) and self.least <= int(typed) <= self.most:
            return int(typed)
        raise forms.ValidationError(
            _("%(ask)s You wrote “%(written)s”.") % {"ask": self._ask(), "written": quoted(typed)}, code="hours"
        )

    def _ask(self):
        example = max(self.least, (self.least + self.most) // 2 if self.most < 50 else 6)
        return _("Write a number from %(least)s to %(most)s, for example %(example)s.") % {
            "least": self.least, "most": self.most, "example": example,
        }  # fmt: skip


class DayField(forms.CharField):
    """A day that exists, typed in any usual order of day, month and year, not before ``first`` nor after ``last``."""

    def __init__(self, **options):
        options.setdefault("widget", forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
        super().__init__(**options)

    def bound_data(self, data, initial):
        return clean_line(data or "")

    def clean(self, value):
        typed = clean_line(value.isoformat() if isinstance(value, dt.date) else str(value or ""))
        if not typed:
            if self.required:
                raise forms.ValidationError(_("Write a day, for example %(example)s.") % {"example": _example()})
            return None
        day = next(filter(None, (_day(typed, shape) for shape in DAY_SHAPES)), None)
        if day is None:
            raise forms.ValidationError(
                _("There is no such day: “%(written)s”. Write it like this: %(example)s.")
                % {"written": quoted(typed), "example": _example()},
                code="day",
            )
        return day


def _day(typed, shape):
    typed = "".join(str(unicodedata.decimal(letter, letter)) for letter in typed)
    try:
        day = dt.datetime.strptime(typed, shape).date()
    except ValueError:
        return None
    return day if 2000 <= day.year <= 2100 else None


def _example():
    return f"{dt.date.today().year + 1}-03-31"


class PlaceField(NamedPlaceField):
    """A place by its name, inside the scope; ``within``: predicate on a place."""

    unknown = gettext_lazy("We know no place called “%(written)s” where you work.")

    def __init__(self, *, within, **options):
        super().__init__(**options)
        self.within = within

    def may(self, place):
        return self.within(place)
