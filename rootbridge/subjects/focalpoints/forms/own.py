"""What a focal point says of themselves, and of a meeting."""

from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.forms import LineField, TextField
from rootbridge.base.reference.topics import Topic
from rootbridge.people.offices.models import FocalPoint
from rootbridge.people.offices.weeks import week_of, words_of

from .codes import spoken

HOURS_LIKE = _("One line for days with the same hours, as: mon-fri 09:00-13:00, 14:00-17:00")
NO_HOURS = _("“%(words)s” are no hours. Write them as: mon-fri 09:00-13:00, 14:00-17:00.")
CHOOSE = {"invalid_choice": _("Choose one from the list."), "required": _("Choose one.")}
# How far back a meeting may lie.
BACK = timedelta(days=730)


class WeekField(TextField):
    """Hours of a week, as they are typed. Cleaned: as ``Office.hours``."""

    def __init__(self, **options):
        options.setdefault("help_text", HOURS_LIKE)
        super().__init__(max_length=400, required=False, **options)

    def clean(self, value):
        try:
            return week_of(super().clean(value))
        except ValueError as error:
            raise forms.ValidationError(NO_HOURS, params={"words": str(error)[:60]}) from error


class DayField(forms.DateField):
    widget = forms.DateInput(attrs={"type": "date"})

    def __init__(self, **options):
        said = {"invalid": _("Write a day, as 2026-12-31."), "required": _("Choose a day.")}
        super().__init__(error_messages=said | options.pop("error_messages", {}), **options)


class FactsForm(forms.Form):
    """What a person keeps of themselves."""

    is_public = forms.BooleanField(label=_("My name, function and hours may stand on public pages"), required=False)
    function = LineField(label=_("Function"), max_length=160, required=False)
    topics = forms.MultipleChoiceField(
        label=_("Topics"), choices=Topic.choices, required=False, widget=forms.CheckboxSelectMultiple,
        error_messages=CHOOSE,
    )  # fmt: skip
    languages = forms.MultipleChoiceField(
        label=_("Languages in which you answer"), required=False, widget=forms.CheckboxSelectMultiple,
        error_messages=CHOOSE,
    )  # fmt: skip
    hours = WeekField(label=_("Your hours, where they are not those of the office"))
    substitute = forms.ModelChoiceField(
        label=_("Who stands in while you are away"), queryset=FocalPoint.objects.none(), required=False,
        empty_label=_("Nobody"), error_messages=CHOOSE,
    )  # fmt: skip
    away_from = DayField(label=_("Away from"), required=False)
    away_until = DayField(label=_("Away until"), required=False)

    def __init__(self, data=None, *, person):
        known = {name: getattr(person, name) for name in self.base_fields if name not in ("function", "hours")}
        super().__init__(data, initial=known | {"function": person.function, "hours": words_of(person.hours)})
        self.person = person
        self.fields["languages"].choices = spoken(person.languages)
        self.fields["substitute"].queryset = colleagues(person)

    def clean(self):
        said = super().clean()
        first, last = said.get("away_from"), said.get("away_until")
        if last and not first:
            self.add_error("away_from", _("Write from which day on."))
        elif first and last and last < first:
            self.add_error("away_until", _("The last day is before the first."))
        if first and not said.get("substitute") and "substitute" not in self.errors:
            self.add_error("substitute", _("Choose who stands in on these days."))
        return said

    def written(self) -> dict:
        """As the columns of a person."""
        said = dict(self.cleaned_data)
        words = said.pop("function")
        if words != self.person.function:
            said["functions"] = self.person.functions | {get_language(): words}
        return said


def colleagues(person):
    """Who may stand in: others of the same office who have confirmed; where there is nobody, of the same place."""
    standing = FocalPoint.objects.standing_on(timezone.localdate()).exclude(pk=person.pk).order_by("name")
    near = standing.filter(office__place__path__startswith=person.office.place.path)
    same = near.filter(office=person.office_id)
    return same if same.exists() else near


class MeetingForm(forms.Form):
    held_on = DayField(label=_("Day"))
    where = LineField(label=_("Where"), max_length=160)
    about = LineField(label=_("What it was about"), max_length=300)
    people = forms.IntegerField(
        label=_("People reached"), min_value=0, max_value=1_000_000,
        error_messages={"required": _("Write a number, 0 for nobody."), "invalid": _("Write a number.")},
    )  # fmt: skip
    women = forms.IntegerField(label=_("Women among them, if counted"), min_value=0, required=False)
    men = forms.IntegerField(label=_("Men among them, if counted"), min_value=0, required=False)
    outcome = TextField(label=_("What came of it"), max_length=2000, required=False)

    def __init__(self, data=None, *, meeting=None):
        known = {name: getattr(meeting, name) for name in self.base_fields} if meeting else {}
        super().__init__(data, initial=known)

    def clean_held_on(self):
        day, today = self.cleaned_data["held_on"], timezone.localdate()
        if not today - BACK <= day <= today:
            raise forms.ValidationError(_("Choose a day in the past two years."))
        return day

    def clean(self):
        said = super().clean()
        if (said.get("women") or 0) + (said.get("men") or 0) > said.get("people", 1_000_000):
            self.add_error("people", _("These are fewer than the women and men together."))
        return said
