"""The door of the back office asks the session, not the account: this browser must have shown the second factor."""

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.urls import reverse

from rootbridge.people.members.bounds import Bounds
from rootbridge.people.members.models import Device, Invitation, Role, RoleKind
from tests.cast import add_second_factor, note_sign_in
from tests.members.test_factor import INDEX, add_app, code_of
from tests.members.test_sign_in import browser_of, sign_in  # noqa: F401

DESK, SHOW_AGAIN = "/manage/", "/en/account/second-factor/show-again/"
EVERYWHERE = Bounds(is_everywhere=True)
HOURS = 60


@pytest.fixture
def chidi_twice(cast, browser_of):  # noqa: F811
    """Two browsers, both signed in by a code; Chidi has neither a factor nor a role yet."""
    browsers = browser_of(), browser_of()
    for client in browsers:
        sign_in(client, cast.chidi.email)
    return browsers


def key_of(client) -> str:
    return client.cookies["rb_session"].value


def is_signed_in(client) -> bool:
    return client.get(reverse("members:profile")).status_code == 200


def make_editor(member) -> Role:
    """The role alone, as if it had been there before."""
    return Role.objects.create(member=member, kind=RoleKind.EDITOR, is_everywhere=True)


def test_a_factor_of_the_account_opens_no_session_that_did_not_show_it(cast, chidi_twice):
    client = chidi_twice[0]
    make_editor(cast.chidi)
    assert client.get(DESK).url == INDEX, "there is none: it is added first"
    add_second_factor(cast.chidi)
    for address in (DESK, "/manage/content/", "/manage/manual/"):
        assert client.get(address).url.startswith(SHOW_AGAIN)


def test_shown_once_more_it_leads_back(cast, chidi_twice):
    client = chidi_twice[0]
    secret = add_app(client)
    make_editor(cast.chidi)
    session = client.session
    session["account_authentication_methods"] = session["account_authentication_methods"][:1]  # only the code
    session.save()
    asked = client.get("/manage/manual/?from=desk")
    assert asked.url == SHOW_AGAIN + "?next=%2Fmanage%2Fmanual%2F%3Ffrom%3Ddesk"
    assert client.get(asked.url).status_code == 200
    assert client.post(asked.url, {"code": "000000"}).status_code == 422
    assert client.post(asked.url, {"code": code_of(secret)}).url == "/manage/manual/?from=desk"
    assert client.get("/manage/manual/?from=desk").status_code == 200


def test_what_was_sent_is_not_lost_while_the_factor_is_shown(cast, chidi_twice):
    client = chidi_twice[0]
    secret = add_app(client)
    cast.again(cast.chidi).roles.create(kind=RoleKind.ADMINISTRATOR, is_everywhere=True)
    note_sign_in(client, cast.chidi, method="code")
    session = client.session
    session["account_authentication_methods"] = session["account_authentication_methods"][:1]
    session.save()
    address = reverse("people:invite", args=["editor"])
    asked = client.post(address, {"email": "new@example.org", "where": "everywhere", "language": "en"})
    assert asked.url.startswith(SHOW_AGAIN)
    assert not Invitation.objects.exists()
    answer = client.post(asked.url, {"code": code_of(secret)})
    assert answer.status_code == 302
    assert Invitation.objects.get().email == "new@example.org"


def test_work_ends_twelve_hours_after_the_factor_was_shown(cast):
    client = cast.enter(cast.dana)
    assert client.get(DESK).status_code == 200
    for hours, status in ((11, 200), (13, 302)):
        session = client.session
        session["account_authentication_methods"] = []
        session.save()
        note_sign_in(client, cast.dana, method="mfa", minutes_ago=hours * HOURS)
        assert client.get(DESK).status_code == status


def test_the_session_of_somebody_who_works_is_short_from_the_first_page_on(cast, browser_of):  # noqa: F811
    client = cast.enter(cast.dana)  # a session of thirty days
    assert client.session.get_expiry_age() > 29 * 24 * 3600
    client.get(DESK)
    assert client.session.get_expiry_age() == 12 * 3600


def test_on_a_shared_computer_it_still_ends_with_the_browser(cast):
    client = cast.enter(cast.dana)
    session = client.session
    session.set_expiry(0)
    session.save()
    client.get(DESK)
    assert client.session.get_expire_at_browser_close()


def test_a_new_factor_ends_the_other_sessions_and_keeps_this_one(cast, chidi_twice):
    here, elsewhere = chidi_twice
    add_app(here)
    assert is_signed_in(here)
    assert not is_signed_in(elsewhere)
    assert list(Device.objects.filter(member=cast.chidi).values_list("session_key", flat=True)) == [key_of(here)]


def test_a_factor_taken_away_ends_what_it_opened_elsewhere(cast, chidi_twice, browser_of):  # noqa: F811
    here = chidi_twice[0]
    secret = add_app(here)
    elsewhere = browser_of()
    sign_in(elsewhere, cast.chidi.email)
    elsewhere.post("/en/account/second-factor/show/", {"code": code_of(secret)})
    assert is_signed_in(elsewhere)
    assert here.post("/en/account/second-factor/app/remove/").url == INDEX
    assert is_signed_in(here)
    assert not is_signed_in(elsewhere)
    assert not Authenticator.objects.filter(user=cast.chidi).exists()


def test_a_role_ends_the_sessions_without_a_factor(cast, chidi_twice, browser_of):  # noqa: F811
    bare, shown = chidi_twice
    add_second_factor(cast.chidi)
    note_sign_in(shown, cast.chidi, method="mfa")
    Role.grant(cast.chidi, RoleKind.EDITOR, EVERYWHERE, by=cast.esi)
    assert not is_signed_in(bare)
    assert not Session.objects.filter(session_key=key_of(bare)).exists()
    assert shown.get(DESK).status_code == 200


def test_who_takes_a_role_up_goes_on_where_they_are(cast, chidi_twice):
    here, elsewhere = chidi_twice
    Invitation.invite(cast.chidi.email, RoleKind.EDITOR, EVERYWHERE, by=cast.esi)
    old = key_of(here)
    assert here.post(reverse("invitation:welcome")).url == DESK
    assert here.get(DESK).url == INDEX
    assert is_signed_in(here)
    assert key_of(here) != old
    assert not is_signed_in(elsewhere)
    assert [device.session_key for device in Device.objects.filter(member=cast.chidi)] == [key_of(here)]


def test_who_signs_in_into_a_role_goes_on_too(cast, chidi_twice, browser_of):  # noqa: F811
    Invitation.invite(cast.chidi.email, RoleKind.EDITOR, EVERYWHERE, by=cast.esi)
    newest = browser_of()
    sign_in(newest, cast.chidi.email)
    assert is_signed_in(newest)
    assert not any(is_signed_in(client) for client in chidi_twice)
