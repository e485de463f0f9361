"""The second factor under the names that allauth looks for, each with our page."""

from django.urls import path

from .views import factor

urlpatterns = [
    path("", factor.index, name="mfa_index"),
    path("show/", factor.show_factor, name="mfa_authenticate"),
    path("show-again/", factor.show_factor_again, name="mfa_reauthenticate"),
    path("app/", factor.add_app, name="mfa_activate_totp"),
    path("app/remove/", factor.remove_app, name="mfa_deactivate_totp"),
    path("recovery-codes/", factor.see_recovery_codes, name="mfa_view_recovery_codes"),
    path("recovery-codes/new/", factor.new_recovery_codes, name="mfa_generate_recovery_codes"),
    path("recovery-codes/file/", factor.take_recovery_codes, name="mfa_download_recovery_codes"),
    path("passkeys/", factor.to_index, name="mfa_list_webauthn"),
    path("passkeys/new/", factor.add_passkey, name="mfa_add_webauthn"),
    path("passkeys/show-again/", factor.show_passkey_again, name="mfa_reauthenticate_webauthn"),
    path("passkeys/<int:pk>/name/", factor.rename_passkey, name="mfa_edit_webauthn"),
    path("passkeys/<int:pk>/remove/", factor.remove_passkey, name="mfa_remove_webauthn"),
    path("passkeys/sign-in/", factor.passkey_sign_in, name="mfa_login_webauthn"),
]
