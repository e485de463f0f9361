"""Saying something: a remark under a page, a note, a rating, the survey; and the forms of those who answer."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.forms import DayField, InEachLanguage, TextField

from . import pages, questions
from .models import Category, Reason
from .models.rating import Score

CHOOSE = {"required": _("Choose one."), "invalid_choice": _("Choose one of these.")}


class RemarkForm(forms.Form):
    reason = forms.ChoiceField(
        label=_("What was it?"), choices=Reason.choices, required=False, widget=forms.RadioSelect,
        error_messages=CHOOSE,
    )  # fmt: skip
    words = TextField(
        label=_("What was missing, or wrong?"),
        help_text=_("A word is enough. Leave out names and numbers of papers."),
        max_length=2000,
        required=False,
    )

    def clean(self):
        said = super().clean()
        if not self.errors and not said.get("reason") and not said.get("words"):
            self.add_error("words", _("Choose a reason, or write a word or two."))
        return said


class NoteForm(forms.Form):
    """``about``: the path of a page, kept when it is one of ours; ``needs_email``: nobody is signed in."""

    category = forms.ChoiceField(
        label=_("What is it?"), choices=Category.choices, widget=forms.RadioSelect, error_messages=CHOOSE
    )
    words = TextField(
        label=_("In your words"), max_length=4000, help_text=_("Leave out names and numbers of papers."),
        error_messages={"required": _("Write a word or two first.")},
    )  # fmt: skip
    about = forms.CharField(required=False, widget=forms.HiddenInput)
    email = forms.EmailField(
        label=_("Your e-mail, if you want an answer"), max_length=254, required=False,
        help_text=_("It is forgotten once the answer went out. Those who read your words do not see it."),
        error_messages={"invalid": _("This is not yet an address. It should look like ana@example.org.")},
    )  # fmt: skip
    may_show = forms.BooleanField(
        label=_("My words and the answer may stand in public here"), required=False,
        help_text=_("Without your name. Somebody first takes out what could tell who you are. What worries you never stands in public."),  # noqa: E501
    )  # fmt: skip

    def __init__(self, data=None, *, initial=None, needs_email=True):
        super().__init__(data, initial=initial)
        if not needs_email:
            del self.fields["email"]

    def clean_about(self):
        about = self.cleaned_data["about"]
        return about if pages.public_match(about) else ""

    def clean(self):
        said = super().clean()
        if said.get("category") == Category.WORRY:
            said["may_show"] = False
        return said


class RatingForm(forms.Form):
    score = forms.TypedChoiceField(
        label=_("How content are you?"), choices=Score.choices, coerce=int, widget=forms.RadioSelect,
        error_messages=CHOOSE,
    )  # fmt: skip
    words = TextField(label=_("What should we know?"), max_length=2000, required=False)


class SurveyForm(forms.Form):
    """The ten questions, each optional."""

    def __init__(self, data=None):
        super().__init__(data)
        for question in questions.QUESTIONS:
            self.fields[question.key] = _asked(question)

    def clean(self):
        said = super().clean()
        if not self.errors and not any(said.values()):
            raise forms.ValidationError(_("Answer one question at least."))
        return said

    @property
    def answers(self) -> dict[str, list[str]]:
        """{question: options chosen}."""
        said = {question.key: self.cleaned_data[question.key] for question in questions.counted()}
        return {key: [value] if isinstance(value, str) else value for key, value in said.items() if value}

    @property
    def words(self) -> dict[str, str]:
        found = {key: self.cleaned_data[key] for key in self.fields if questions.named(key).kind == questions.WORDS}
        return {key: words for key, words in found.items() if words}


def _asked(question) -> forms.Field:
    if question.kind == questions.WORDS:
        return TextField(label=question.title, max_length=2000, required=False)
    several = question.kind == questions.MANY
    field, widget = (
        (forms.MultipleChoiceField, forms.CheckboxSelectMultiple) if several
        else (forms.ChoiceField, forms.RadioSelect)
    )  # fmt: skip
    return field(
        label=question.title, choices=question.options, required=False, widget=widget, error_messages=CHOOSE,
        help_text=_("You may choose several.") if several else "",
    )  # fmt: skip


class ReplyForm(forms.Form):
    words = TextField(
        label=_("Your reply"), max_length=4000, help_text=_("It goes out as you write it, once."),
        error_messages={"required": _("Write the reply first.")},
    )  # fmt: skip


class ShowingForm(forms.Form):
    words = TextField(
        label=_("The words as everybody will read them"), max_length=4000,
        help_text=_("Take out names, places, numbers and whatever else tells who wrote it."),
        error_messages={"required": _("Write a word or two first.")},
    )  # fmt: skip


class ChangeForm(InEachLanguage):
    """An entry of what was changed."""

    made_on = DayField(
        label=_("Changed on"), initial=timezone.localdate,
        error_messages={"invalid": _("Write the day as 2026-05-31."), "required": _("Write the day.")},
    )  # fmt: skip
    question = forms.ChoiceField(
        label=_("Which question of the survey led to it?"), required=False, error_messages=CHOOSE,
        choices=lambda: [("", _("None")), *((question.key, question.title) for question in questions.QUESTIONS)],
    )  # fmt: skip
    translated = {"titles": (_("What we changed"), 160), "bodies": (_("Why, and where to see it"), 1000)}

    @staticmethod
    def of(change) -> dict:
        """What the form shows of an entry."""
        known = {"made_on": change.made_on, "question": change.question}
        for name in ("titles", "bodies"):
            known |= {f"{name}_{code}": words for code, words in getattr(change, name).items()}
        return known
