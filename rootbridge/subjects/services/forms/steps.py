"""The form of a step of the return plan."""

from django import forms
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.forms import InEachLanguage, LineField
from rootbridge.people.offices.models import Office

from ..models import Guide, PlanStep
from ..planning import HAVING

NUMBER = {"invalid": _("Write a number of days, such as −30."), "required": _("Write a number of days.")}


class StepForm(InEachLanguage):
    translated = {"titles": (_("What to do"), 160), "whys": (_("Why"), 400), "hows": (_("How"), 600)}
    offset_days = forms.IntegerField(
        label=_("Days after the day of return"), min_value=-730, max_value=730, error_messages=NUMBER,
        help_text=_("Below zero: before it. −30 is a month before."),
    )  # fmt: skip
    having = forms.MultipleChoiceField(
        label=_("Only for people with"), choices=HAVING, required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("None ticked: for everybody."),
    )  # fmt: skip
    guide = LineField(label=_("Guide"), required=False, max_length=80, help_text=_("Its address, such as apostille."))
    office = LineField(
        label=_("Where"), required=False, max_length=80,
        help_text=_("The address of an office, or “home” for the office of their home place, or “abroad” for the "
                    "embassy or consulate of the country they leave."),
    )  # fmt: skip

    def __init__(self, data=None, *, step: PlanStep):
        initial = {name: getattr(step, name) for name in ("offset_days", "guide", "office")}
        initial["having"] = step.conditions.get("with") or []
        for name in self.translated:
            initial |= {f"{name}_{code}": words for code, words in getattr(step, name).items()}
        super().__init__(data, initial=initial)
        self.step = step

    def clean_guide(self):
        slug = self.cleaned_data["guide"]
        if slug and not (Guide.objects.filter(slug=slug) | Guide.objects.filter(same_matter=slug)).exists():
            raise forms.ValidationError(_("There is no guide at this address."))
        return slug

    def clean_office(self):
        slug = self.cleaned_data["office"]
        if slug and slug not in ("home", "abroad") and not Office.objects.filter(slug=slug).exists():
            raise forms.ValidationError(_("There is no such office."))
        return slug

    def written(self) -> PlanStep:
        """The step with what was said, not yet kept."""
        said = self.cleaned_data
        for name in ("offset_days", "guide", "office", *self.translated):
            setattr(self.step, name, said[name])
        others = {name: value for name, value in self.step.conditions.items() if name != "with"}
        self.step.conditions = others | ({"with": said["having"]} if said["having"] else {})
        return self.step
