"""Two days of the calendar in order."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext


class DaysMixin(forms.Form):
    """From and until: in order, and not over already."""

    def clean(self):
        known = super().clean() or self.cleaned_data
        start, end = known.get("starts_on"), known.get("ends_on")
        if end and end < max(start or end, timezone.localdate()):
            self.add_error("ends_on", gettext("The last day is before the first, or past. Choose a later day."))
        return known
