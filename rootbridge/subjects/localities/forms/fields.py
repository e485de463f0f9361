"""Fields of pages of places: amounts, years, days and positions as people type them."""

import datetime as dt
import re
from decimal import Decimal, InvalidOperation

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.forms import LineField
from rootbridge.base.files.contents import DOCUMENTS, PICTURES, Refused, examine, too_big

DAYS = ("%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y", "%d-%m-%Y")
WHOLE_ADDRESS = {"invalid": _("Write a whole address, for example https://orhei.md/plan")}
ONE_OF_THESE = {"required": _("Choose one of these."), "invalid_choice": _("Choose one of these.")}
MOST_MONEY = Decimal("99999999999")
EARLIEST = dt.date(1990, 1, 1)
SEPARATORS = re.compile(r"[\s'’]")


class AmountField(LineField):
    """A sum of money: "1 250 000", "1250000,50" and "1.250.000" are all read. Cleaned: a Decimal, or None."""

    def __init__(self, **options):
        super().__init__(max_length=40, **options)

    def clean(self, value):
        typed = super().clean(value)
        if not typed:
            return None
        try:
            amount = Decimal(_plain(typed)).quantize(Decimal("0.01"))
        except InvalidOperation as error:
            wanted = _("Write an amount in figures, for example 250000. You wrote “%(typed)s”.")
            raise forms.ValidationError(wanted, params={"typed": typed}) from error
        if not 0 < amount <= MOST_MONEY:
            raise forms.ValidationError(_("Write an amount between 1 and 99,999,999,999."))
        return amount


def _plain(typed: str) -> str:
    """Digits and a point, as they are meant: three digits after a sign are thousands."""
    text = SEPARATORS.sub("", typed)
    if not re.fullmatch(r"\d[\d.,]*", text):
        return "x"
    sign = max(",.", key=text.rfind)
    head, there, tail = text.rpartition(sign)
    if not there or len(tail) == 3 or text.count(sign) > 1:
        return text.replace(",", "").replace(".", "")
    return f"{head.replace(',', '').replace('.', '')}.{tail or '0'}"


class YearField(forms.IntegerField):
    def __init__(self, **options):
        said = {name: _("Write a year with four figures, from 1990 to 2100.") for name in ("invalid", "min_value",
                                                                                            "max_value")}  # fmt: skip
        super().__init__(min_value=1990, max_value=2100, error_messages=said, required=False, **options)
        self.widget = forms.TextInput(attrs={"inputmode": "numeric"})


class PastDayField(forms.DateField):
    """A day that has come already, since 1990."""

    def __init__(self, **options):
        said = {"invalid": _("There is no such day. Write it like this: 2026-03-31."),
                "required": _("Write the day.")}  # fmt: skip
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        super().__init__(input_formats=DAYS, error_messages=said, widget=widget, **options)

    def clean(self, value):
        day = super().clean(value)
        if day and not EARLIEST <= day <= timezone.localdate():
            raise forms.ValidationError(_("Write a day between 1990 and today."))
        return day


class PositionField(LineField):
    """Latitude and longitude as maps write them, "47.384, 28.823"; kept to about a hundred metres.
    Cleaned: (Decimal, Decimal) or None."""

    def __init__(self, **options):
        super().__init__(max_length=60, required=False, **options)

    def clean(self, value):
        typed = super().clean(value)
        if not typed:
            return None
        found = re.fullmatch(r"(-?\d{1,3}(?:\.\d+)?)\s*[,; ]\s*(-?\d{1,3}(?:\.\d+)?)", typed)
        if not found:
            wanted = _("Write two numbers, for example 47.384, 28.823. You wrote “%(typed)s”.")
            raise forms.ValidationError(wanted, params={"typed": typed})
        north, east = (Decimal(number).quantize(Decimal("0.001")) for number in found.groups())
        if abs(north) > 90 or abs(east) > 180:
            raise forms.ValidationError(_("The first number goes from -90 to 90, the second from -180 to 180."))
        return north, east


class CheckedFile(forms.FileField):
    """A photo or a document, drawn or looked through anew: where and with what it was taken stays behind.
    Cleaned: a `Checked`, or None."""

    def __init__(self, *, kinds, **options):
        super().__init__(required=False, **options)
        self.kinds = kinds
        taken = ".jpg,.jpeg,.png,.webp,.heic" if kinds == PICTURES else ".pdf,.docx,.odt"
        self.widget.attrs["accept"] = taken

    def clean(self, data, initial=None):
        if not data:
            return None
        if getattr(data, "is_too_big", False):
            raise forms.ValidationError(too_big(data.name))
        try:
            return examine(data.name, data.read(), kinds=self.kinds)
        except Refused as refusal:
            raise forms.ValidationError(str(refusal)) from refusal


PHOTO, PAPER = PICTURES, DOCUMENTS
