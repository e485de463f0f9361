"""What those on duty say of an organisation, a verification, a claim."""

import datetime as dt

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.forms import LineField, TextField
from rootbridge.people.members.forms.fields import NameField, any_of, one_of
from rootbridge.people.organisations.models import Function, Reason, Seen

LONGEST = dt.timedelta(days=3 * 366)
DECISIONS = [("listed", _("List it")), ("refused", _("Do not list it"))]
PROPOSALS = [("verified", _("It is so: verify it")), ("refused", _("It is not shown: do not verify it"))]
CLAIMS = [("yes", _("It is theirs")), ("no", _("It is not shown to be theirs"))]
WRITE_WHY = _("Choose at least one reason: the organisation reads it in its own language.")


class ReasonsForm(forms.Form):
    """``refusing``: the value of ``outcome`` that wants reasons."""

    refusing = "refused"
    reasons = any_of(Reason.choices, label=_("If not: why?"))
    words = TextField(
        label=_("A sentence to them"),
        max_length=1000,
        required=False,
        help_text=_("They read it. Your name is not shown."),
    )

    def clean(self):
        said = super().clean()
        if said.get("outcome") == self.refusing and not said.get("reasons"):
            self.add_error("reasons", WRITE_WHY)
        return said


class AdmissionForm(ReasonsForm):
    field_order = ["outcome", "reasons", "words"]
    outcome = one_of(DECISIONS, label=_("Your decision"), required=True)


class ProposalForm(ReasonsForm):
    """Each kind of evidence with what was seen, in a few words."""

    outcome = one_of(PROPOSALS, label=_("What do you say?"), required=True)
    recheck_on = forms.DateField(
        label=_("Look at it again on"), required=False, widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("In a year, if nothing is chosen. Three years at most."),
    )  # fmt: skip

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        for key, label in Seen.choices:
            self.fields[f"seen_{key}"] = LineField(label=label, max_length=300, required=False)
        self.order_fields([*(f"seen_{key}" for key in Seen.values), "outcome", "recheck_on", "reasons", "words"])

    @property
    def seen_fields(self):
        """The usual ones first."""
        usual = [Seen.CALL, Seen.PAPERS, Seen.KNOWN]
        return [self[f"seen_{key}"] for key in [*usual, *(key for key in Seen.values if key not in usual)]]

    @property
    def evidence(self) -> dict:
        said = {key: self.cleaned_data.get(f"seen_{key}") for key in Seen.values}
        return {key: words for key, words in said.items() if words}

    def clean_recheck_on(self):
        day, today = self.cleaned_data["recheck_on"], timezone.localdate()
        if day and not today < day <= today + LONGEST:
            raise forms.ValidationError(_("Choose a day in the next three years."), code="day")
        return day

    def clean(self):
        said = super().clean()
        if said.get("outcome") == "verified" and not self.evidence:
            self.add_error("seen_papers", _("Say what you saw, heard or visited: at least one line."))
        return said


class BackForm(forms.Form):
    words = TextField(
        label=_("What is missing?"), max_length=600, min_length=10, help_text=_("Only your colleague reads this."),
        error_messages={"min_length": _("Write a whole sentence.")},
    )  # fmt: skip


class ClaimDecisionForm(ReasonsForm):
    refusing = "no"
    outcome = one_of(CLAIMS, label=_("Your decision"), required=True)
    field_order = ["outcome", "reasons", "words"]


class ClaimForm(forms.Form):
    name = NameField(label=_("Your name"), max_length=120, error_messages={"required": _("Write your name.")})
    function = one_of(Function.choices, label=_("What you do there"), required=True, radios=False)
    words = TextField(
        label=_("How do you belong to it?"), max_length=2000, min_length=20,
        help_text=_("What you do there, since when, and who can confirm it."),
        error_messages={"min_length": _("Say it in a whole sentence: somebody decides on it.")},
    )  # fmt: skip


class ClaimCodeForm(forms.Form):
    code = LineField(label=_("Code from the letter"), max_length=40)


class WishForm(forms.Form):
    words = TextField(
        label=_("What shows that it is there?"), max_length=2000, required=False,
        help_text=_("A meeting, a page, people at home who know it. It may stay empty."),
    )  # fmt: skip


class ReservedForm(forms.Form):
    name = LineField(label=_("Name"), max_length=160, min_length=4)
