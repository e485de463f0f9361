"""The few questions of the return plan."""

from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from rootbridge.base.design.formats import date
from rootbridge.base.reference.models import Place

from ..planning import HAVING, Answers
from .links import countries, home_lands

BACK, AHEAD = timedelta(days=366), timedelta(days=3 * 366)
CHOOSE = {"required": _("Choose one."), "invalid_choice": _("Choose one from the list.")}
KEY_LENGTH, MOST_KEYS = 60, 200


class DayField(forms.DateField):
    """A day not too far from today."""

    widget = forms.DateInput(attrs={"type": "date"})

    def __init__(self, **options):
        said = {"required": _("Say a day, even a rough one."), "invalid": _("Write the day as 2027-05-31.")}
        super().__init__(error_messages=said, input_formats=["%Y-%m-%d", "%d.%m.%Y"], **options)

    def clean(self, value):
        day, today = super().clean(value), timezone.localdate()
        if day and not today - BACK <= day <= today + AHEAD:
            raise forms.ValidationError(
                _("Choose a day between %(first)s and %(last)s."),
                params={"first": date(today - BACK), "last": date(today + AHEAD)},
            )
        return day


class PlanForm(forms.Form):
    living = forms.ChoiceField(label=_("From which country do you come back?"), error_messages=CHOOSE)
    on = DayField(label=_("On which day?"), help_text=_("A rough day will do. You can move it later."))
    having = forms.MultipleChoiceField(
        label=_("What comes with you?"), choices=HAVING, required=False, widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Choose from the list.")},
    )  # fmt: skip
    home = forms.ChoiceField(
        label=_("Where is home?"), required=False, error_messages=CHOOSE,
        help_text=_("Then the plan names your own district office."),
    )  # fmt: skip

    def __init__(self, data=None, *, initial=None):
        super().__init__(data, initial=initial)
        self.fields["living"].choices = [("", _("Choose a country")), *countries()]
        self.fields["home"].choices = [("", _("I would rather not say")), *regions()]

    def answers(self, done=()) -> Answers:
        """What was said, once the form is valid."""
        said = self.cleaned_data
        return Answers(said["living"], said["on"], frozenset(said["having"]), said["home"], keys_of(done))


class MoveForm(forms.Form):
    """The day moved."""

    on = DayField(label=_("The new day"))


def keys_of(said) -> frozenset[str]:
    """Ticks as they came in an address, with what cannot be a step left out."""
    return frozenset(key for key in list(said)[:MOST_KEYS] if 0 < len(key) <= KEY_LENGTH and key.isascii())


def regions() -> list[tuple[str, str]]:
    """(code, name) of the regions that people come from. One query."""
    language = get_language()
    places = Place.objects.offered().filter(kind=Place.Kind.REGION, country_code__in=home_lands(), parent__parent=None)
    return sorted(((place.code, place.name(language)) for place in places), key=lambda pair: pair[1].casefold())
