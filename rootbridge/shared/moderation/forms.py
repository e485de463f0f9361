"""Reporting, and deciding on a report."""

from django import forms
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.forms import TextField

from .clock import Reason
from .models import Appeal, Outcome, Rule
from .registry import kind_words

WORDS, SHORTEST = 2000, 10
CHOOSE = {"required": _("Choose one of these."), "invalid_choice": _("Choose one of these.")}
OUTCOMES = [
    (Outcome.KEPT, _("Leave it as it is")),
    (Outcome.HIDDEN, _("Take it off the pages")),
]


class ReportForm(forms.Form):
    """The reason is the button that was pressed."""

    reason = forms.ChoiceField(
        label=_("What is wrong?"), choices=Reason.choices, widget=forms.RadioSelect,
        error_messages={"required": _("Choose what is wrong."), "invalid_choice": _("Choose one of these.")},
    )  # fmt: skip
    words = TextField(
        label=_("In your words"), max_length=WORDS, required=False,
        help_text=_("What should we look at? Do not write names or numbers of other people."),
    )  # fmt: skip


class ReasonForm(forms.Form):
    """A reason that both sides read."""

    reason = TextField(
        label=_("Your reason"), max_length=WORDS, min_length=SHORTEST,
        help_text=_("Those who reported it and the one who wrote it read this. Your name is not shown."),
        error_messages={
            "required": _("Write the reason: both sides get it."),
            "min_length": _("Write a whole sentence: both sides get it."),
        },
    )  # fmt: skip


class DecisionForm(ReasonForm):
    """``prepared``: number of the prepared decision whose words stand in the box, "" for none."""

    outcome = forms.ChoiceField(
        label=_("Your decision"), choices=OUTCOMES, widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the two."), "invalid_choice": _("Choose one of the two.")},
    )  # fmt: skip
    rule = forms.ChoiceField(
        label=_("Which rule does it break?"), choices=[("", _("None: it stays")), *Rule.choices], required=False,
        error_messages=CHOOSE,
    )  # fmt: skip
    prepared = forms.CharField(max_length=12, required=False, widget=forms.HiddenInput)
    field_order = ["outcome", "rule", "reason", "prepared"]

    def clean(self):
        said = super().clean()
        if said.get("outcome") == Outcome.HIDDEN and not said.get("rule") and "rule" not in self.errors:
            self.add_error("rule", _("Choose the rule that it breaks: both sides are told which."))
        if said.get("outcome") == Outcome.KEPT:
            said["rule"] = ""
        return said


class FilterForm(forms.Form):
    """What of the queue is shown. ``chosen``: the fields that say something, none that is not offered."""

    where = forms.ChoiceField(label=_("Where it belongs"), required=False)
    kind = forms.ChoiceField(label=_("What it is"), required=False)
    reason = forms.ChoiceField(label=_("What is wrong"), required=False)
    since = forms.ChoiceField(label=_("Waiting for"), required=False, choices=[
        ("", _("any time")), ("1", _("a day or longer")), ("3", _("three days or longer")),
        ("7", _("a week or longer")),
    ])  # fmt: skip

    def __init__(self, data, *, places, kinds):
        super().__init__(data)
        self.fields["where"].choices = [("", _("everywhere")), *places]
        named = sorted(((kind, kind_words(kind)) for kind in kinds), key=lambda pair: pair[1].casefold())
        self.fields["kind"].choices = [("", _("anything")), *named]
        self.fields["reason"].choices = [("", _("any reason")), *Reason.choices, ("signs", _("signs only"))]

    @property
    def chosen(self) -> dict[str, str]:
        self.full_clean()
        return {name: value for name, value in self.cleaned_data.items() if value}


class AppealForm(forms.Form):
    """Why a decision is wrong."""

    words = TextField(
        label=_("Why is the decision wrong?"), max_length=WORDS, min_length=SHORTEST,
        help_text=_("Somebody else reads this and decides anew. You hear from them."),
        error_messages={"min_length": _("Write a whole sentence.")},
    )  # fmt: skip


class AppealDecisionForm(forms.Form):
    outcome = forms.ChoiceField(
        label=_("Your decision"), choices=Appeal.Outcome, widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the two."), "invalid_choice": _("Choose one of the two.")},
    )  # fmt: skip
    reason = TextField(
        label=_("Your reason"), max_length=WORDS, min_length=SHORTEST,
        help_text=_("Who appealed reads this. Your name is not shown."),
        error_messages={"min_length": _("Write a whole sentence: both sides get it.")},
    )  # fmt: skip
