"""Sending files to a desk, opening them there, and asking for one."""

from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.forms import DayField, LineField
from rootbridge.shared.conversations.forms import FilesField

from .models import PaperNeed

CHOOSE = {"required": _("Choose one of these."), "invalid_choice": _("Choose one of these.")}
REASONS = (
    ("answer", _("To answer the question")),
    ("paper", _("To check the paper that the desk asked for")),
    ("readable", _("To see whether it can be read")),
    ("asked", _("The person asked me to look")),
    ("other", _("For another reason, in my words")),
)
LATEST = timedelta(days=180)


class SendFilesForm(forms.Form):
    """``box``: the token of `attachments.box_token`; ``request``: the number of what the desk asked for, or ""."""

    files = FilesField(required=True)
    box = forms.CharField(widget=forms.HiddenInput, max_length=300)
    client = forms.CharField(widget=forms.HiddenInput, max_length=16, required=False)
    request = forms.IntegerField(widget=forms.HiddenInput, required=False)


class OpenFileForm(forms.Form):
    """Why somebody of the desk opens a file."""

    reason = forms.ChoiceField(
        label=_("Why do you open it?"), choices=REASONS, widget=forms.RadioSelect, error_messages=CHOOSE,
        help_text=_("Whoever sent it reads your name and this reason."),
    )  # fmt: skip
    words = LineField(label=_("The reason in your words"), max_length=160, required=False)

    def clean(self):
        said = super().clean()
        if said.get("reason") == "other" and not said.get("words"):
            self.add_error("words", _("Write the reason in a few words."))
        said["why"] = said.get("words") if said.get("reason") == "other" else dict(REASONS).get(said.get("reason"), "")
        return said


class AskFileForm(forms.Form):
    """``client``: what this page calls the request, so that one sent twice is one."""

    what = LineField(
        label=_("Which paper do you need?"), max_length=160,
        help_text=_("For example: the work book, pages 2 to 9. Ask only for what you cannot do without."),
        error_messages={"required": _("Write which paper you need.")},
    )  # fmt: skip
    need = forms.ChoiceField(
        label=_("Why?"), choices=PaperNeed.choices, widget=forms.RadioSelect, error_messages=CHOOSE,
        help_text=_("The reason stands in the talk, for whoever asked to read."),
    )  # fmt: skip
    words = LineField(label=_("More about it"), max_length=600, required=False)
    by_day = DayField(
        label=_("By when does it help?"),
        error_messages={"required": _("Choose a day."), "invalid": _("This is no day yet: choose one.")},
    )  # fmt: skip
    client = forms.CharField(widget=forms.HiddenInput, max_length=36, min_length=8)

    def clean_by_day(self):
        day, today = self.cleaned_data["by_day"], timezone.localdate()
        if not today < day <= today + LATEST:
            raise forms.ValidationError(_("Choose a day from tomorrow on, within half a year."))
        return day
