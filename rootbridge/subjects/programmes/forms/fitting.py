"""The planner: a few questions, sent in the address, kept nowhere."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ..eligibility import FACTS, PLACE
from .applying import fact_field, regions
from .fields import ChosenField

SKIPPED = _("I skip this")


class FitForm(forms.Form):
    """One field for each fact that a rule of a public programme asks for. ``said()``: {field: value}, of what is
    understood; a wrong value is told beside its field and asks nothing."""

    def __init__(self, data=None, *, wanted, path: str):
        super().__init__(data)
        for key, fact in FACTS.items():
            if key not in wanted:
                continue
            if fact.kind == PLACE:
                choices = [(f"{path[:2]}/{code}/", name) for code, name in regions(path)]
                self.fields[key] = ChosenField(label=fact.question, choices=choices, required=False, empty=SKIPPED)
            else:
                self.fields[key] = fact_field(fact, empty=SKIPPED)

    def said(self) -> dict:
        self.full_clean()
        cleaned = self.cleaned_data if self.is_bound else {}
        return {key: value for key, value in cleaned.items() if value not in (None, "")}
