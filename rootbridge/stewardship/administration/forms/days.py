"""Days of the calendar, and two of them in order."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

NOT_A_DAY = _("Write a day of the calendar: day, month, year.")


class DayField(forms.DateField):
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")

    def __init__(self, **options):
        super().__init__(input_formats=["%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y"], **options)
        self.error_messages |= {"invalid": NOT_A_DAY, "required": NOT_A_DAY}

    def to_python(self, value):
        """Years of four digits only: others are slips of the hand."""
        day = super().to_python(value)
        if day is not None and not 1900 <= day.year <= 2200:
            raise forms.ValidationError(NOT_A_DAY)
        return day


class DaysMixin(forms.Form):
    """From and until: in order, and not over already."""

    def clean(self):
        known = super().clean() or self.cleaned_data
        start, end = known.get("starts_on"), known.get("ends_on")
        if end and end < max(start or end, timezone.localdate()):
            self.add_error("ends_on", gettext("The last day is before the first, or past. Choose a later day."))
        return known
