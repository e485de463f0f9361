"""Fields of programmes: sums, days, moments and places as people write them, each with a sentence that helps."""

import datetime as dt
import re
import unicodedata
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rootbridge.base.core.text import clean_line
from rootbridge.base.reference.forms import NamedPlaceField
from rootbridge.base.reference.models import Place

DAY_SHAPES = ("%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y", "%d.%m.%y", "%d-%m-%Y")
MOST = 100_000_000_000
CHOOSE = gettext_lazy("Choose one of these.")
GROUPED = re.compile(r"\d{1,3}(?:[.,' ]\d{3})+|\d+")


def plain_digits(typed: str) -> str:
    """Digits of any script as 0 to 9, everything else as it is."""
    return "".join(str(unicodedata.decimal(letter, letter)) for letter in clean_line(typed))


class AmountField(forms.CharField):
    """A whole sum, as people write it: 250000, 250 000, 250.000, 250,000. Cleaned: a number, None where empty."""

    def __init__(self, *, least=0, most=MOST, **options):
        options.setdefault("widget", forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}))
        super().__init__(**options)
        self.least, self.most = least, most

    def bound_data(self, data, initial):
        return clean_line(str(data or ""))[:40]

    def clean(self, value):
        typed = plain_digits(str(value or ""))[:40]
        if not typed:
            if self.required:
                raise self._wrong("required")
            return None
        if not GROUPED.fullmatch(typed):
            raise self._wrong("amount")
        amount = int(re.sub(r"\D", "", typed))
        if not self.least <= amount <= self.most:
            raise self._outside("range")
        return amount

    def _wrong(self, code):
        """What is no number: an age is told its bounds, a sum how sums are written."""
        if self.most < MOST:
            return self._outside(code)
        return forms.ValidationError(_("Write a sum in whole numbers, for example 120000."), code=code)

    def _outside(self, code):
        said = {"least": self.least, "most": self.most}
        return forms.ValidationError(_("Write a number from %(least)s to %(most)s.") % said, code=code)


class DayField(forms.CharField):
    """A day: 2026-03-31, 31.03.2026, 31/03/2026."""

    def __init__(self, **options):
        options.setdefault("widget", forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
        super().__init__(max_length=20, **options)

    def clean(self, value):
        typed = plain_digits(value.isoformat() if isinstance(value, dt.date) else str(value or ""))
        if not typed and not self.required:
            return None
        for shape in DAY_SHAPES:
            try:
                day = dt.datetime.strptime(typed, shape).date()
            except ValueError:
                continue
            if 2000 <= day.year <= 2100:
                return day
        said = {"example": f"{dt.date.today().year + 1}-03-31"}
        raise forms.ValidationError(_("Write a day, for example %(example)s.") % said, code="day")


class ClockField(forms.CharField):
    """The clock: 17:00, 9.30. Cleaned: a time."""

    def __init__(self, **options):
        options.setdefault("widget", forms.TextInput(attrs={"type": "time"}))
        super().__init__(max_length=8, **options)

    def clean(self, value):
        typed = plain_digits(str(value or "")).replace(".", ":")
        for shape in ("%H:%M", "%H:%M:%S"):
            try:
                return dt.datetime.strptime(typed, shape).time()
            except ValueError:
                continue
        raise forms.ValidationError(_("Write a time, for example 17:00."), code="clock")


def moment_of(day: dt.date, clock: dt.time, zone: str) -> dt.datetime:
    """A moment by the clock of a zone."""
    return dt.datetime.combine(day, clock, ZoneInfo(zone))


class PlaceField(NamedPlaceField):
    """A place by its name, inside a path; ``is_small``: the town is meant rather than its district."""

    unknown = gettext_lazy("We know no place called “%(written)s” there.")

    def __init__(self, *, path="", is_small=False, **options):
        super().__init__(**options)
        self.path, self.is_small = path, is_small

    def among(self):
        return Place.objects.inside(self.path)

    def _meant(self, typed):
        found = super()._meant(typed)
        deep = max((place.path.count("/") for place in found), default=0)
        return [place for place in found if place.path.count("/") == deep] if self.is_small else found


class ChosenField(forms.ChoiceField):
    """One of some, with words that help; ``empty``: what stands first where nothing need be chosen."""

    def __init__(self, *, empty="", **options):
        if empty:
            options["choices"] = [("", empty), *options["choices"]]
        said = {"required": CHOOSE, "invalid_choice": CHOOSE}
        super().__init__(error_messages=said | options.pop("error_messages", {}), **options)
