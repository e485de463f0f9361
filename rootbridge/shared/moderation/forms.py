"""Reporting, and deciding on a report."""

from django import forms
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.forms import TextField

from .models import Appeal, Outcome, Reason

WORDS, SHORTEST = 2000, 10
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
    outcome = forms.ChoiceField(
        label=_("Your decision"), choices=OUTCOMES, widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the two."), "invalid_choice": _("Choose one of the two.")},
    )  # fmt: skip
    field_order = ["outcome", "reason"]


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
