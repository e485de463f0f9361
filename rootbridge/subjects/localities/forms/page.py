"""What is said of a place as a whole: its lead, the official estimate of people abroad."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.forms import LineField, TextField

from .fields import ONE_OF_THESE, WHOLE_ADDRESS, YearField


class LeadForm(forms.Form):
    edition = forms.IntegerField(widget=forms.HiddenInput)
    lead = TextField(label=_("The place in one or two sentences"), max_length=400)
    language = forms.ChoiceField(label=_("Language you write in"), choices=settings.LANGUAGES,
                                 error_messages=ONE_OF_THESE)  # fmt: skip

    def values(self, page) -> dict:
        language = self.cleaned_data["language"]
        leads = page.leads | {language: self.cleaned_data["lead"]}
        return {"leads": leads, "original": page.original or language}

    @staticmethod
    def initial_of(page, language) -> dict:
        return {"edition": page.version, "lead": page.leads.get(language, ""), "language": language}


class EstimateForm(forms.Form):
    edition = forms.IntegerField(widget=forms.HiddenInput)
    number = forms.IntegerField(
        label=_("People from here who live abroad"), min_value=1, max_value=5_000_000,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={name: _("Write a whole number, for example 1200.") for name in (
            "invalid", "min_value", "max_value", "required")},
    )  # fmt: skip
    year = YearField(label=_("Year of the estimate"))
    source = LineField(label=_("Who made the estimate"), max_length=200)
    link = forms.URLField(label=_("Where it can be read"), required=False, max_length=400, assume_scheme="https",
                          error_messages=WHOLE_ADDRESS)  # fmt: skip

    def __init__(self, *args, language, **options):
        super().__init__(*args, **options)
        self.language = language
        self.fields["year"].required = True
        self.fields["year"].error_messages["required"] = self.fields["year"].error_messages["invalid"]

    def values(self, page) -> dict:
        said = self.cleaned_data
        same = page.abroad_number == said["number"] and page.abroad_year == said["year"]
        sources = (page.abroad_sources if same else {}) | {self.language: said["source"]}
        return {"abroad_number": said["number"], "abroad_year": said["year"], "abroad_sources": sources,
                "abroad_link": said["link"]}  # fmt: skip

    @staticmethod
    def initial_of(page, language) -> dict:
        return {"edition": page.version, "number": page.abroad_number, "year": page.abroad_year,
                "source": page.abroad_sources.get(language, ""), "link": page.abroad_link}  # fmt: skip
