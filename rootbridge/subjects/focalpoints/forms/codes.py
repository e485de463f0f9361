"""Codes that are typed: of a badge, of a letter on paper; and the answer of who was asked."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.forms import LineField
from rootbridge.base.design.formats import language_name
from rootbridge.people.offices.models.invitation import plain_code

SPOKEN = (*(code for code, _name in settings.LANGUAGES), "uk", "bg", "gag", "it", "de", "pt", "tr", "el", "pl", "he")


class CheckForm(forms.Form):
    code = LineField(
        label=_("Code"), max_length=40, help_text=_("Six letters and digits. They stand on the badge."),
        error_messages={"required": _("Type the code first.")},
    )  # fmt: skip

    def clean_code(self):
        return plain_code(self.cleaned_data["code"])


class LetterCodeForm(CheckForm):
    """The code of a letter on paper."""

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["code"].help_text = _("Twelve letters and digits. They stand in your letter.")


class AnswerForm(forms.Form):
    """``is_public``: agrees to stand on public pages."""

    is_public = forms.BooleanField(
        label=_("My name, function and hours may stand on public pages"), required=False, initial=True,
        help_text=_("You can change this at any time."),
    )  # fmt: skip
    languages = forms.MultipleChoiceField(
        label=_("Languages in which you answer"), required=False, widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Choose one from the list.")},
    )  # fmt: skip

    def __init__(self, data=None, *, person):
        super().__init__(data, initial={"languages": person.languages, "is_public": True})
        self.fields["languages"].choices = spoken(person.languages)


def spoken(also=()) -> list[tuple[str, str]]:
    return [(code, language_name(code)) for code in dict.fromkeys((*SPOKEN, *also))]
