"""What allauth asks of the platform: its stages, its letters, its words, where to go next, how secrets are kept."""

import base64
import hashlib
import hmac
from io import BytesIO

import segno
from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from rootbridge.base.design import look
from rootbridge.base.mail.writing import write

from . import flows, limits

STAGES = ["allauth.mfa.stages.AuthenticateStage"]
SAID = {
    "mfa/messages/totp_activated.txt": _("Your authenticator app now guards your account."),
    "mfa/messages/totp_deactivated.txt": _("The authenticator app is taken away."),
    "mfa/messages/webauthn_added.txt": _("Your passkey now guards your account."),
    "mfa/messages/webauthn_removed.txt": _("The passkey is taken away."),
    "mfa/messages/recovery_codes_generated.txt": _("Here are your recovery codes. Write them down or print them."),
}
WRITTEN = {
    "mfa/email/totp_activated": _("An authenticator app was added to your account."),
    "mfa/email/totp_deactivated": _("The authenticator app was taken away from your account."),
    "mfa/email/webauthn_added": _("A passkey was added to your account."),
    "mfa/email/webauthn_removed": _("A passkey was taken away from your account."),
    "mfa/email/recovery_codes_generated": _("New recovery codes were made for your account."),
}
TOO_OFTEN = _("That was tried too often. Wait five minutes, then try again.")


class AccountAdapter(DefaultAccountAdapter):
    """Sign-in is ours (flows.py); allauth adds the second factor and its pages."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "too_many_login_attempts": TOO_OFTEN,
        "rate_limited": TOO_OFTEN,
    }

    def get_login_stages(self):
        return STAGES

    def login(self, request, user):
        super().login(request, user)
        flows.entered(request, user)

    def get_login_redirect_url(self, request):
        return reverse("home:own")

    def get_signup_redirect_url(self, request):
        return reverse("members:step", kwargs={"step": "living"})

    def get_logout_redirect_url(self, request):
        return reverse("home:front")

    def respond_user_inactive(self, request, user):
        return HttpResponseRedirect(reverse("account_inactive"))

    def get_client_ip(self, request):
        """For limits only, and therefore the network as a keyed digest."""
        return limits.digest("network", limits.network_of(request))

    def add_message(self, request, level, message_template=None, message_context=None, extra_tags="", message=None):
        said = message or SAID.get(message_template)
        if said:
            messages.add_message(request, level, said, extra_tags=extra_tags)

    def send_notification_mail(self, template_prefix, user, context=None, email=None):
        """Tell the owner by a letter of ours that their second factor changed."""
        if template_prefix in WRITTEN:
            write("members.safety", "members/letters/safety.html", address=user.email, language=user.language,
                  member=user, what=WRITTEN[template_prefix])  # fmt: skip

    def get_reauthentication_methods(self, user):
        """The ways to show once more that it is you: the second factor, else a code by mail."""
        methods = super().get_reauthentication_methods(user)
        words = {"mfa_reauthenticate": _("Use your authenticator app or a recovery code"),
                 "mfa_reauthenticate:webauthn": _("Use your passkey")}  # fmt: skip
        known = [{**method, "description": words.get(method["id"], method["description"])} for method in methods]
        if not Authenticator.objects.filter(user=user.pk, type=Authenticator.Type.TOTP).exists():
            known.reverse()  # the passkey before the recovery codes
        by_mail = {"id": "code", "description": _("Use a code by e-mail"), "url": reverse("account_reauthenticate")}
        return known or [by_mail]


class SecondFactorAdapter(DefaultMFAAdapter):
    """Our words, our emblem's name, and secrets locked before they reach the database."""

    error_messages = {
        "add_email_blocked": _("Take away the second factor first."),
        "cannot_delete_authenticator": _("Your work here asks for a second factor. Add another one first."),
        "cannot_generate_recovery_codes": _("Add an authenticator app or a passkey first."),
        "incorrect_code": _("This code does not fit. Look at it once more."),
        "unverified_email": _("Confirm your e-mail address first."),
    }

    def encrypt(self, text):
        return _lock().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text):
        """The secret; a text that no key of ours locked opens nothing."""
        try:
            return _lock().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            return base64.b32encode(hashlib.sha256(encrypted_text.encode()).digest()[:20]).decode()

    def get_totp_issuer(self):
        return look.current().name

    def _get_site_name(self):
        return look.current().name

    def build_totp_svg(self, url):
        drawn = BytesIO()
        segno.make(url, error="m").save(drawn, kind="svg", xmldecl=False, scale=5, border=4, dark="#000", light="#fff")
        return drawn.getvalue().decode()

    def can_delete_authenticator(self, authenticator):
        """Who holds a role keeps one passkey or app."""
        others = Authenticator.objects.filter(user=authenticator.user_id, type__in=["totp", "webauthn"])
        return not authenticator.user.has_role or others.exclude(pk=authenticator.pk).exists()

    def generate_authenticator_name(self, user, type):
        return gettext("My passkey %(number)s") % {
            "number": Authenticator.objects.filter(user=user, type=type).count() + 1
        }


def _lock() -> Fernet:
    key = hmac.new(settings.ROOTBRIDGE_FIELD_KEY.encode(), b"second factor", hashlib.sha256).digest()
    return Fernet(base64.urlsafe_b64encode(key))
