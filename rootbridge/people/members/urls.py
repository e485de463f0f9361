"""The rooms of a member, and the names under which allauth looks for pages of ours."""

from django.urls import include, path

from .views import factor, profile, session, sign_in, steps

rooms = [
    path("sign-in/", sign_in.sign_in, name="sign_in"),
    path("sign-in/code/", sign_in.code, name="code"),
    path("sign-in/new-code/", sign_in.new_code, name="new_code"),
    path("sign-out/", session.sign_out, name="sign_out"),
    path("sign-out/everywhere/", session.sign_out_everywhere, name="sign_out_everywhere"),
    path("leave/", session.leave, name="leave"),
    path("second-factor/", factor.index, name="second_factor"),
    path("profile/", profile.profile, name="profile"),
    path("steps/<slug:step>/", steps.step, name="step"),
    path("steps/abilities/<int:pk>/", steps.ability, name="ability"),
]

urlpatterns = [
    path("", include((rooms, "members"))),
    path("sign-in/", sign_in.sign_in, name="account_login"),
    path("sign-in/", sign_in.sign_in, name="account_signup"),
    path("sign-out/", session.sign_out, name="account_logout"),
    path("resting/", session.resting, name="account_inactive"),
    path("show-again/", session.show_again, name="account_reauthenticate"),
]
