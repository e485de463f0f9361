"""The second factor: codes of an app, names of passkeys."""

from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
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


class PasskeyForm(AddWebAuthnForm):
    name = LineField(required=False, **NAME)
    passwordless = forms.BooleanField(required=False, widget=forms.HiddenInput)


class PasskeyNameForm(EditWebAuthnForm):
    name = LineField(**NAME)
