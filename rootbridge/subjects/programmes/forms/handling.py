"""What is done with an application at work: stages, reviewers, scores, decisions, milestones, visits."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.forms import LineField, TextField
from rootbridge.people.members.models import Member

from ..models import Advice, Outcome
from .fields import AmountField, ChosenField, DayField


class AheadField(DayField):
    """A day from today on."""

    def clean(self, value):
        day = super().clean(value)
        if day is not None and day < timezone.localdate():
            raise forms.ValidationError(_("Choose a day from today on."), code="past")
        return day


class AssignForm(forms.Form):
    """By the e-mail address of somebody who works here: nobody browses people."""

    email = forms.EmailField(
        label=_("E-mail of the reviewer"), max_length=200,
        help_text=_("Somebody with a role on this platform, who has no part in this application."),
        error_messages={"required": _("Write an e-mail address."), "invalid": _("This is no e-mail address yet.")},
    )  # fmt: skip
    due_on = AheadField(label=_("Until when?"))

    def clean_email(self):
        found = Member.objects.active().filter(email=self.cleaned_data["email"].strip().lower()).first()
        if found is None or not found.has_role:
            raise forms.ValidationError(
                _("Nobody with a role here has this address. Invite them under “People” first.")
            )
        self.cleaned_data["reviewer"] = found
        return found.email


class ConflictForm(forms.Form):
    has_conflict = forms.TypedChoiceField(
        label=_("Does an interest of yours stand in the way?"), widget=forms.RadioSelect,
        coerce=lambda value: value == "yes",
        choices=[("no", _("No: I am no relative, friend, partner or competitor of anybody who applied")),
                 ("yes", _("Yes, or I am not sure: I step back"))],
        error_messages={"required": _("Choose one of these."), "invalid_choice": _("Choose one of these.")},
    )  # fmt: skip
    words = LineField(label=_("Which, if you want to say it"), max_length=300, required=False)


class ScoreForm(forms.Form):
    """Points and words for each criterion, an advice, a word on the whole. Saved half filled, sent whole."""

    advice = ChosenField(label=_("Your advice"), choices=Advice.choices, required=False, empty=_("Not said yet"))
    words = TextField(label=_("On the whole"), required=False, max_length=3000)

    def __init__(self, data=None, *, assignment, criteria):
        self.criteria = list(criteria)
        held = {score.criterion_id: score for score in assignment.scores.all()}
        initial = {"advice": assignment.advice, "words": assignment.words}
        for one in self.criteria:
            if one.pk in held:
                initial |= {f"points{one.pk}": held[one.pk].points, f"words{one.pk}": held[one.pk].words}
        super().__init__(data, initial=initial)
        for one in self.criteria:
            self.fields[f"points{one.pk}"] = AmountField(
                label=_("Points, 0 to %(most)s") % {"most": one.scale}, most=one.scale, required=False
            )
            self.fields[f"words{one.pk}"] = TextField(label=_("Why"), required=False, max_length=2000)

    @property
    def lines(self):
        return [(one, self[f"points{one.pk}"], self[f"words{one.pk}"]) for one in self.criteria]

    def scores(self) -> dict[int, tuple]:
        said = self.cleaned_data
        return {one.pk: (said[f"points{one.pk}"], said[f"words{one.pk}"]) for one in self.criteria}

    def ask_whole(self):
        """Errors for what is missing before it can be sent."""
        for one in self.criteria:
            if self.cleaned_data.get(f"points{one.pk}") is None:
                self.add_error(f"points{one.pk}", _("Give points, 0 if there is nothing."))
        if not self.cleaned_data.get("advice"):
            self.add_error("advice", _("Choose one of these."))


class DecisionForm(forms.Form):
    outcome = ChosenField(label=_("Decision"), choices=Outcome.choices)
    amount = AmountField(label=_("Amount granted"), required=False, least=1)
    reasons = TextField(
        label=_("Reasons"), max_length=3000, help_text=_("The applicant reads them. Write in their language."),
    )  # fmt: skip

    def clean(self):
        said = super().clean()
        if said.get("outcome") == Outcome.GRANTED and not said.get("amount") and "amount" not in self.errors:
            self.add_error("amount", _("Write how much is granted."))
        return said


class MilestoneForm(forms.Form):
    title = LineField(label=_("What is to be done?"), max_length=160)
    due_on = AheadField(label=_("Until when?"))
    amount = AmountField(label=_("Amount paid then"), required=False)


class AnswerForm(forms.Form):
    answer = LineField(label=_("What is still missing?"), max_length=600)


class VisitForm(forms.Form):
    on = DayField(label=_("Day"))
    notes = TextField(label=_("What was seen"), max_length=5000, help_text=_("The applicant reads it."))
    agreed = TextField(label=_("What was agreed"), max_length=3000, required=False)

    def clean_on(self):
        if self.cleaned_data["on"] > timezone.localdate():
            raise forms.ValidationError(_("This day is still to come. Write about a visit after it."))
        return self.cleaned_data["on"]
