"""The second factor: codes of an app, names of passkeys."""

from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    EditWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.forms import LineField

from ..codes import plain_digits

NAME = {"label": _("Name of this passkey"), "max_length": 60, "help_text": _("So that you know it again later.")}


class DigitsField(LineField):
    """A code: only its digits count, in any script."""

    def __init__(self, **options):
        options.setdefault("error_messages", {"required": _("Write the digits of the code.")})
        super().__init__(max_length=40, **options)

    def clean(self, value):
        return plain_digits(super().clean(value))


class AppForm(ActivateTOTPForm):
    code = DigitsField(label=_("Code that the app shows"))


class FactorForm(AuthenticateForm):
    code = DigitsField(label=_("Code of your app, or a recovery code"))


class FactorAgainForm(ReauthenticateForm):
    code = DigitsField(label=_("Code of your app, or a recovery code"))


class Unbroken:
    """What a browser sends as a passkey may be any bytes: whatever the library stumbles over is a wrong passkey."""

    def clean_credential(self):
        parse = getattr(super(), "clean_credential", None)
        return self._tried(parse) if parse else self.cleaned_data["credential"]

    def clean(self):
        return self._tried(super().clean)

    @staticmethod
    def _tried(check):
        try:
            return check()
        except ValidationError:
            raise
        except Exception as broken:  # KeyError, struct.error, InvalidSignature, … of a parser reading hostile bytes
            raise get_adapter().validation_error("incorrect_code") from broken


class PasskeyForm(Unbroken, AddWebAuthnForm):
    name = LineField(required=False, **NAME)
    passwordless = forms.BooleanField(required=False, widget=forms.HiddenInput)


class PasskeySignInForm(Unbroken, LoginWebAuthnForm):
    pass


class PasskeyShownForm(Unbroken, AuthenticateWebAuthnForm):
    pass


class PasskeyAgainForm(Unbroken, ReauthenticateWebAuthnForm):
    pass


class PasskeyNameForm(EditWebAuthnForm):
    name = LineField(**NAME)
