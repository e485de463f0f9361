"""Forms of an answer and of its steps, for both sides."""

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.forms import LineField, TextField
from rootbridge.base.reference.phones import format_phone

from .. import tongues
from ..models.turns import MOST_HOURS
from .fields import HoursField, Noted

MESSAGE, WORDS = 4_000, 2_000


class AnswerForm(forms.Form):
    """A member's answer to a need. ``offers``: the parts of the profile that may be shown (see ``showing``);
    ``face``: what the public page says instead of the name."""

    message = TextField(
        label=_("Your message"), max_length=MESSAGE,
        help_text=_("Two or three sentences are enough. Any language; we say which one it is."),
        error_messages={"required": _("Write what you offer, two or three sentences are enough.")},
    )  # fmt: skip
    hours = HoursField(label=_("Hours you can give"))
    phone = LineField(
        label=_("Telephone"), required=False, max_length=60,
        help_text=_("Only if you want a call. Without it we write to you."),
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )  # fmt: skip
    shown = forms.MultipleChoiceField(
        label=_("What you show of your profile"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Choose from these.")},
    )
    is_named_in_public = forms.BooleanField(label=_("My name on the public page of this need"), required=False)

    def __init__(self, *args, need, member, offers, face, **options):
        super().__init__(*args, **options)
        self.member = member
        self.fields["shown"].choices = [(offer.key, _label(offer)) for offer in offers]
        self.fields["shown"].initial = [offer.key for offer in offers if offer.fits]
        if not offers:
            del self.fields["shown"]
        if member.name:
            note = _("Without it the page says “answered by: %(face)s”. The hours given stand there as one sum.")
            self.fields["is_named_in_public"].help_text = note % {"face": face}
        else:
            del self.fields["is_named_in_public"]
        if need.counts_hours:
            self._ask_hours(need)
        else:
            del self.fields["hours"]

    def _ask_hours(self, need):
        most = need.hours or MOST_HOURS
        self.fields["hours"] = HoursField(label=_("Hours you can give"), most=most)
        self.fields["hours"].help_text = _("So that %(who)s can plan. Any number from 1 to %(most)s.") % {
            "who": need.contact_name, "most": most,
        }  # fmt: skip

    def clean_phone(self):
        typed = self.cleaned_data["phone"]
        if not typed:
            return ""
        known = format_phone(typed, self.member.living.code if self.member.living else "")
        if not known:
            raise forms.ValidationError(
                _("Write the number with its country, for example +39 333 123 4567. You wrote “%(written)s”.")
                % {"written": typed[:40]}
            )
        return known

    def values(self, offers, face) -> dict:
        """What the answer keeps."""
        said, shown = self.cleaned_data, self.cleaned_data.get("shown", [])
        return {
            "message": said["message"], "language": tongues.guess(said["message"], get_language()),
            "hours_offered": said.get("hours"), "phone": said["phone"], "shown": shown,
            "profile": {offer.key: offer.facts for offer in offers if offer.key in shown},
            "is_named_in_public": said.get("is_named_in_public", False), **face,
        }  # fmt: skip


def _label(offer):
    words = _("%(title)s: %(words)s") % {"title": offer.title, "words": offer.words}
    return Noted(words, _("It fits the need") if offer.fits else "")


class WordsForm(forms.Form):
    """A step that may carry words. ``version``: of the answer as it stood when the page was drawn."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=2**31 - 1)
    words = TextField(label=_("Your words"), required=False, max_length=WORDS)

    def said(self) -> dict:
        """The arguments of the step."""
        words = self.cleaned_data.get("words", "")
        language = tongues.guess(words, get_language()) if words else ""
        return {"words": words, "language": language, "version": self.cleaned_data.get("version")}


class ReasonForm(WordsForm):
    """A step that says no: the other side reads why."""

    words = TextField(
        label=_("The reason"), max_length=WORDS,
        error_messages={"required": _("Write why, in one or two sentences. The other side reads it.")},
    )  # fmt: skip


class ClosingForm(forms.Form):
    """A need takes no more answers."""

    how = forms.ChoiceField(
        label=_("Why it closes"), widget=forms.RadioSelect,
        choices=[("filled", _("Somebody was found")), ("dropped", _("It is no longer needed"))],
        error_messages={"required": _("Choose one of these."), "invalid_choice": _("Choose one of these.")},
    )  # fmt: skip
    reason = LineField(label=_("Words for the record"), required=False, max_length=300)


class HoursForm(WordsForm):
    """A step about hours; where a need is no matter of hours, the words say what and when."""

    hours = HoursField(label=_("Hours"))

    def __init__(self, *args, counts_hours=True, least=1, most=MOST_HOURS, wants_words=False, **options):
        """``wants_words``: where hours are not counted, the words are what is proposed."""
        super().__init__(*args, **options)
        if counts_hours:
            self.fields["hours"] = HoursField(label=_("Hours"), least=least, most=most, help_text=_("Whole hours."))
        else:
            del self.fields["hours"]
            self.fields["words"].required = wants_words

    def said(self) -> dict:
        return {**super().said(), "hours": self.cleaned_data.get("hours")}
