"""The second factor: what allauth does, in our words, closed a little tighter, and 422 where something is to mend."""

from allauth.account.internal.flows.login import record_authentication
from allauth.account.internal.flows.reauthentication import raise_if_reauthentication_required, suspend_request
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import views as base
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.mfa.webauthn.internal import auth as passkeys
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse, reverse_lazy

from rootbridge.base.core.access import public
from rootbridge.people.privacy.freshness import is_fresh

from .. import flows
from ..forms import factor as forms


class Mendable:
    """The same page with status 422 when something is to mend."""

    def form_invalid(self, form):
        response = super().form_invalid(form)
        if response.status_code == 200:
            response.status_code = 422
        return response


class FreshOnly:
    """A first factor needs a sign-in of just now: who finds an open browser cannot shut its owner out."""

    def dispatch(self, request, *args, **kwargs):
        has_factor = Authenticator.objects.filter(user=request.user.pk).exists()
        if not has_factor and not is_fresh(request):
            return suspend_request(request, reverse("account_reauthenticate"))
        return super().dispatch(request, *args, **kwargs)


class JustShown:
    """Who has just added a factor has shown it: the recovery codes follow without asking for it again. Sessions that
    began elsewhere without it end."""

    def form_valid(self, form):
        response = super().form_valid(form)
        record_authentication(self.request, self.request.user, method="mfa", reauthenticated=True)
        flows.sign_out_elsewhere(self.request)
        return response


class NowGone:
    """A factor that is taken away may be in other hands: sessions that it opened elsewhere end."""

    def form_valid(self, form):
        response = super().form_valid(form)
        flows.sign_out_elsewhere(self.request)
        return response


class AddApp(FreshOnly, JustShown, Mendable, totp.ActivateTOTPView):
    form_class = forms.AppForm


class RemoveApp(NowGone, Mendable, totp.DeactivateTOTPView):
    success_url = reverse_lazy("members:second_factor")


class AddPasskey(FreshOnly, JustShown, Mendable, webauthn.AddWebAuthnView):
    form_class = forms.PasskeyForm

    def get_context_data(self, **kwargs):
        """A passkey that can sign in by itself, kept on the device."""
        known = super().get_context_data(**kwargs)
        known["js_data"] = {"creation_options": passkeys.begin_registration(self.request.user, True)}
        return known


class RenamePasskey(Mendable, webauthn.EditWebAuthnView):
    form_class = forms.PasskeyNameForm
    success_url = reverse_lazy("members:second_factor")


class RemovePasskey(NowGone, webauthn.RemoveWebAuthnView):
    success_url = reverse_lazy("members:second_factor")

    def form_valid(self, form):
        adapter = get_adapter()
        if adapter.can_delete_authenticator(self.object):
            return super().form_valid(form)
        refused = adapter.error_messages["cannot_delete_authenticator"]
        return self.render_to_response(self.get_context_data(form=form, refused=refused), status=422)


class ShowFactor(Mendable, base.AuthenticateView):
    """The second step of a sign-in."""

    form_class = forms.FactorForm
    webauthn_form_class = forms.PasskeyShownForm


class ShowFactorAgain(Mendable, base.ReauthenticateView):
    form_class = forms.FactorAgainForm


class ShowPasskeyAgain(webauthn.ReauthenticateWebAuthnView):
    """Once more the passkey, before something that matters."""

    form_class = forms.PasskeyAgainForm

    def form_invalid(self, form):
        """The same page, which knows where to lead on, with what the library has to say."""
        super().form_invalid(form)
        return HttpResponseRedirect(self.request.get_full_path())


class PasskeySignIn(webauthn.LoginWebAuthnView):
    form_class = forms.PasskeySignInForm


class NewRecoveryCodes(Mendable, recovery.GenerateRecoveryCodesView):
    """Ten new codes; the old ones end."""


def index(request):
    """What guards the account, and what may be added."""
    kept = list(Authenticator.objects.filter(user=request.user).order_by("created_at"))
    known = {
        "app": next((one for one in kept if one.type == Authenticator.Type.TOTP), None),
        "passkeys": [one for one in kept if one.type == Authenticator.Type.WEBAUTHN],
        "recovery": next((one for one in kept if one.type == Authenticator.Type.RECOVERY_CODES), None),
        "must_have": request.user.has_role,
    }
    return render(request, "members/second_factor.html", known)


def see_recovery_codes(request):
    """The codes that are left, to print or write down."""
    codes = _unused_codes(request)
    return render(request, "mfa/recovery_codes/index.html", {"unused_codes": codes})


def take_recovery_codes(request):
    """The same as a file."""
    answer = render(request, "mfa/recovery_codes/download.txt", {"unused_codes": _unused_codes(request)})
    answer["Content-Type"] = "text/plain; charset=utf-8"
    answer["Content-Disposition"] = 'attachment; filename="codes.txt"'
    return answer


def _unused_codes(request) -> list[str]:
    """Shown only to who has just shown a factor. Nothing is written, as the library would."""
    kept = get_object_or_404(Authenticator, user=request.user, type=Authenticator.Type.RECOVERY_CODES)
    raise_if_reauthentication_required(request, app="allauth.mfa")
    return kept.wrap().get_unused_codes()


def to_index(request):
    return HttpResponseRedirect(reverse("members:second_factor"))


show_factor = public(ShowFactor.as_view())
add_app, remove_app = AddApp.as_view(), RemoveApp.as_view()
add_passkey, rename_passkey, remove_passkey = AddPasskey.as_view(), RenamePasskey.as_view(), RemovePasskey.as_view()
show_factor_again, show_passkey_again = ShowFactorAgain.as_view(), ShowPasskeyAgain.as_view()
new_recovery_codes = NewRecoveryCodes.as_view()
passkey_sign_in = public(PasskeySignIn.as_view())
