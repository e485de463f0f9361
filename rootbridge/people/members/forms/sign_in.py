"""An address, a code."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.forms import LineField

from ..models.member import normal_email

NO_ADDRESS = _("Write your whole e-mail address, for example ana@example.org.")


def plain_address(typed: str) -> str:
    """The address in small letters, its domain in the letters of the network. Raises ValidationError."""
    local, _at, domain = normal_email(typed).rpartition("@")
    try:
        address = f"{local}@{domain.encode('idna').decode('ascii')}"
    except UnicodeError:
        raise ValidationError(NO_ADDRESS, code="address") from None
    validate_email(address)
    if len(address) > 254:
        raise ValidationError(NO_ADDRESS, code="address")
    return address


class AddressForm(forms.Form):
    email = LineField(
        label=_("E-mail"), max_length=320, help_text=_("We send you a code of six digits. No password is needed."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}), error_messages={"required": NO_ADDRESS},
    )  # fmt: skip
    next = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_email(self):
        try:
            return plain_address(self.cleaned_data["email"])
        except ValidationError:
            raise ValidationError(NO_ADDRESS, code="address") from None


class CodeForm(forms.Form):
    code = LineField(
        label=_("Code from the e-mail"), max_length=40,
        error_messages={"required": _("Write the six digits of the code.")},
    )  # fmt: skip
    is_shared = forms.BooleanField(
        label=_("This is not my own device"), required=False,
        help_text=_("We forget you when the browser is closed."),
    )  # fmt: skip
