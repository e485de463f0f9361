"""The authority's word on what was said from below; naming a caretaker."""

from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.forms import TextField

from ..models import Outcome
from .fields import DAYS, ONE_OF_THESE

CHOICES = [
    (Outcome.CONFIRMED, _("It is so: confirm it")),
    (Outcome.CORRECTED, _("Something is true: I mend the page")),
    (Outcome.ANSWERED, _("I answer, and leave it as not confirmed")),
    (Outcome.REFUSED, _("It is not so: refuse it")),
]
SHORTEST, LONGEST_CARE = 10, 366


class DecisionForm(forms.Form):
    outcome = forms.ChoiceField(label=_("Your word"), choices=CHOICES, widget=forms.RadioSelect,
                                error_messages=ONE_OF_THESE)  # fmt: skip
    answer = TextField(
        label=_("Answer"), max_length=1000, required=False,
        help_text=_("Who said it reads this. When you refuse, the reason; readers see it too."),
    )  # fmt: skip

    def clean(self):
        said = super().clean()
        if said.get("outcome") in (Outcome.ANSWERED, Outcome.REFUSED) and len(said.get("answer", "")) < SHORTEST:
            refused = said["outcome"] == Outcome.REFUSED
            self.add_error("answer", gettext("Write the reason in a sentence.") if refused else
                           gettext("Write your answer in a sentence."))  # fmt: skip
        return said


class AppointmentForm(forms.Form):
    """``organisations``: that work for the place or for what it lies in."""

    organisation = forms.ModelChoiceField(queryset=None, label=_("Association"), empty_label=_("Choose"),
                                          error_messages=ONE_OF_THESE)  # fmt: skip
    until = forms.DateField(
        label=_("Until"), input_formats=DAYS, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": _("There is no such day. Write it like this: 2026-03-31."),
                        "required": _("Write the day.")},
    )  # fmt: skip

    def __init__(self, *args, organisations, **options):
        super().__init__(*args, **options)
        self.fields["organisation"].queryset = organisations

    def clean_until(self):
        day, today = self.cleaned_data["until"], timezone.localdate()
        if not today < day <= today + timedelta(days=LONGEST_CARE):
            raise forms.ValidationError(_("Choose a day from tomorrow on, within a year."))
        return day
