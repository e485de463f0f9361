"""What somebody says from below: something new, or that something on the page is no longer so."""

import uuid

from django import forms
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.forms import TextField
from rootbridge.people.members.forms.fields import NameField
from rootbridge.people.organisations.official_words import reads_official

from ..models import About, State
from .entries import EntryForm
from .fields import ONE_OF_THESE, PastDayField


class _Named(forms.Form):
    """Whose word it is: of an association that one speaks for, or one's own under a name one chooses."""

    organisation = forms.ModelChoiceField(queryset=None, label=_("Said for"), required=False, empty_label=_("Myself"),
                                          error_messages=ONE_OF_THESE)  # fmt: skip
    credit = NameField(
        label=_("Name that stands beside it"), max_length=80, required=False,
        help_text=_("Your name, part of it, or another that you choose. Everyone sees it."),
    )  # fmt: skip

    def name_fields(self, organisations):
        self.fields["organisation"].queryset = organisations
        if not organisations:
            del self.fields["organisation"]
        elif len(organisations) == 1 and not self.is_bound:
            self.fields["organisation"].initial = organisations[0].pk

    def clean_credit(self):
        credit = self.cleaned_data["credit"]
        if reads_official(credit):
            raise forms.ValidationError(gettext("This name reads like that of a public authority. Choose another."))
        return credit

    def clean(self):
        said = super().clean()
        if not said.get("credit") and not said.get("organisation") and "credit" in said:
            self.add_error("credit", gettext("Write the name that should stand beside it."))
        return said

    def who(self) -> dict:
        organisation = self.cleaned_data.get("organisation")
        return {"organisation": organisation, "credit": "" if organisation else self.cleaned_data["credit"]}


class ContributionForm(_Named, EntryForm):
    """Something new on the page, with the name of whoever says it."""

    more = ("organisation", "credit", "second")
    second = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, organisations, **options):
        super().__init__(*args, **options)
        self.fields["second"].initial = uuid.uuid4
        self.name_fields(organisations)


class CorrectionForm(_Named):
    """Another state of works, or words on what should be mended. ``has_works``: does the entry have states?"""

    ticket = forms.UUIDField(widget=forms.HiddenInput, required=False)
    state = forms.ChoiceField(label=_("How far are the works really?"), choices=State.choices,
                              widget=forms.RadioSelect, required=False, error_messages=ONE_OF_THESE)  # fmt: skip
    on = PastDayField(label=_("Since when, or when did you see it?"), required=False)
    words = TextField(label=_("What is not right, and how do you know?"), max_length=1000, required=False)

    def __init__(self, *args, has_works, organisations, **options):
        super().__init__(*args, **options)
        self.fields["ticket"].initial = uuid.uuid4
        self.has_works = has_works
        if not has_works:
            del self.fields["state"], self.fields["on"]
            self.fields["words"].required = True
        self.name_fields(organisations)

    def clean(self):
        said = super().clean()
        if self.has_works and not said.get("state") and not said.get("words") and not self.errors:
            self.add_error("state", gettext("Choose how far the works are, or write what is not right."))
        if said.get("state") and not said.get("on") and "on" not in self.errors:
            self.add_error("on", gettext("Write the day."))
        return said

    def values(self) -> dict:
        said = self.cleaned_data
        about = About.STATE if said.get("state") else About.CORRECTION
        works = {"state": said["state"], "on": said["on"]} if about == About.STATE else {}
        return {"about": about, "words": said["words"], "language": get_language(), **works, **self.who()}
