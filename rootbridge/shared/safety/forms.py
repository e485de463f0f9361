"""Reporting, coming back with the code, naming trustees, and the key that a trustee made."""

import base64
import binascii
import json

from django import forms
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.forms import InEachLanguage, LineField, TextField

from . import codes, sealing, uploads

WORDS = 20_000
BROKEN = _("The reply did not arrive whole. Send it once more.")


class ManyFilesInput(forms.FileInput):
    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Up to three files, each as ``uploads.packed`` gives it."""

    widget = ManyFilesInput

    def clean(self, data, initial=None):
        files = [file for file in data or [] if file]
        if len(files) > uploads.MOST_FILES:
            raise forms.ValidationError(_("Up to three files at once."))
        return [uploads.packed(file) for file in files]


class MessageForm(forms.Form):
    words = TextField(
        label=_("What happened?"), max_length=WORDS, required=False,
        help_text=_("Who, when, where, and what you fear. You need not say who you are."),
    )  # fmt: skip
    files = ManyFilesField(
        label=_("Photos, papers or voice messages"), required=False,
        help_text=_("Up to three, 4 MB each. Photos lose the place where they were taken; other files may still tell who made them."),  # noqa: E501
    )  # fmt: skip
    named = forms.MultipleChoiceField(
        label=_("Is it about one of these persons?"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("These are the trustees. Whoever you tick never learns that you wrote."),
        error_messages={"invalid_choice": _("Choose one of these.")},
    )  # fmt: skip

    def __init__(self, data=None, files=None, *, circle, is_full=False):
        super().__init__(data, files)
        self.is_full = is_full
        self.fields["named"].choices = [(str(trustee.pk), trustee.name) for trustee in circle]
        if len(circle) < 2:
            del self.fields["named"]

    def clean(self):
        said = super().clean()
        if self.is_full:
            self.add_error("files", _("Together the files are too large. Up to 8 MB at once."))
        if not said.get("words") and not said.get("files") and not self.errors:
            self.add_error("words", _("Write a word or two, or add a file."))
        said["named"] = {int(number) for number in said.get("named", [])}
        return said

    @property
    def said(self) -> dict:
        """What is locked."""
        return {"words": self.cleaned_data["words"], "files": self.cleaned_data["files"]}


class CodeForm(forms.Form):
    code = LineField(
        label=_("Your code"), max_length=60, help_text=_("Twenty letters and digits that you wrote down."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "ltr", "spellcheck": "false"}),
    )  # fmt: skip

    def clean_code(self):
        code = codes.plain(self.cleaned_data["code"])
        if not code:
            raise forms.ValidationError(_("A code has twenty letters and digits, in five groups of four."))
        return code


class TrusteeForm(InEachLanguage):
    email = forms.EmailField(
        label=_("E-mail"), max_length=254, help_text=_("They sign in with it. It is shown to nobody."),
        error_messages={"invalid": _("This is not yet an address. It should look like ana@example.org.")},
    )  # fmt: skip
    name = LineField(label=_("Name"), max_length=120, help_text=_("Everybody sees it."))
    is_outside_state = forms.BooleanField(
        label=_("From outside the state"), required=False,
        help_text=_("Works for no ministry, town hall, embassy or other office of the state."),
    )  # fmt: skip
    translated = {"abouts": (_("Who they are"), 160)}


def _bytes(text: str) -> bytes:
    return base64.b64decode(text, validate=True)


def _whole(text: str) -> bytes:
    """Raises ValueError where nothing came."""
    if not (found := _bytes(text)):
        raise ValueError
    return found


class KeyForm(forms.Form):
    public = forms.CharField(max_length=200, widget=forms.HiddenInput)

    def clean_public(self):
        try:
            public = _bytes(self.cleaned_data["public"])
        except (binascii.Error, ValueError):
            public = b""
        if not sealing.is_public(public):
            raise forms.ValidationError(_("The key did not arrive whole. Make it once more."))
        return public


class ReplyForm(forms.Form):
    """What the trustee's own device locked: ``cipher``, and ``sealed``: {reader: key}, "" being the reporter."""

    cipher = forms.CharField(max_length=400_000, widget=forms.HiddenInput)
    sealed = forms.CharField(max_length=40_000, widget=forms.HiddenInput)

    def clean_cipher(self):
        return self._decoded(lambda: _whole(self.cleaned_data["cipher"]))

    def clean_sealed(self):
        return self._decoded(
            lambda: {
                int(reader) if reader else None: _whole(key)
                for reader, key in json.loads(self.cleaned_data["sealed"]).items()
            }
        )

    @staticmethod
    def _decoded(read):
        try:
            return read()
        except (ValueError, TypeError, AttributeError, RecursionError) as error:
            raise forms.ValidationError(BROKEN) from error
