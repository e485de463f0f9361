"""Erasing is confirmed by typing one's own address; an organisation is named by words."""

from django import forms
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.forms import LineField

SAME_ADDRESS = _("Type the address of this account: %(address)s")


class EraseForm(forms.Form):
    email = LineField(label=_("Your e-mail address"), max_length=320, help_text=_("Type it, so that this is no slip."))

    def __init__(self, data=None, *, member):
        super().__init__(data)
        self.member = member
        self.fields["email"].error_messages["required"] = SAME_ADDRESS % {"address": member.email}

    def clean_email(self):
        typed = self.cleaned_data["email"].strip().lower()
        if typed != self.member.email:
            raise forms.ValidationError(SAME_ADDRESS, code="other", params={"address": self.member.email})
        return typed


class NameReaderForm(forms.Form):
    q = LineField(label=_("Name of the organisation"), max_length=100, required=False)
