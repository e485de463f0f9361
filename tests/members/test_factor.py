"""The second factor: added, asked for, taken away; who works here must have one."""

import base64
import re
from xml.etree import ElementTree

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from django.db import connection
from django.urls import reverse

from rootbridge.base.mail.models import Letter
from rootbridge.people.members.models import Device
from tests.members.test_sign_in import SIGN_IN, browser_of, code_sent_to, sign_in  # noqa: F401

INDEX, APP, SHOW = "/en/account/second-factor/", "/en/account/second-factor/app/", "/en/account/second-factor/show/"
PASSKEY = "/en/account/second-factor/passkeys/new/"


def code_of(secret) -> str:
    counter = next(totp.yield_hotp_counters_from_time())
    return totp.format_hotp_value(totp.hotp_value(secret, counter))


@pytest.fixture
def amina_in(cast, browser_of):  # noqa: F811
    client = browser_of()
    sign_in(client, cast.amina.email)
    return client


def add_app(client) -> str:
    """Add an authenticator app as the page says; its secret."""
    client.get(APP)
    secret = client.session[totp.SECRET_SESSION_KEY]
    assert client.post(APP, {"code": code_of(secret)}).status_code == 302
    return secret


def test_an_app_is_added_with_a_picture_and_with_text(cast, amina_in, django_capture_on_commit_callbacks):
    page = amina_in.get(APP).content.decode()
    picture = re.search(r"data:image/svg\+xml;base64,([^\"]+)", page)[1]
    assert ElementTree.fromstring(base64.b64decode(picture)).tag == "{http://www.w3.org/2000/svg}svg"
    assert amina_in.session[totp.SECRET_SESSION_KEY] in page
    with django_capture_on_commit_callbacks(execute=True):
        add_app(amina_in)
    kept = Authenticator.objects.filter(user=cast.amina)
    assert set(kept.values_list("type", flat=True)) == {"totp", "recovery_codes"}
    assert Letter.objects.filter(kind="members.safety", address=cast.amina.email).count() == 1


def test_a_wrong_code_of_the_app_comes_back(amina_in):
    amina_in.get(APP)
    answer = amina_in.post(APP, {"code": "000 000"})
    assert answer.status_code == 422
    assert b"This code does not fit" in answer.content


def test_secrets_are_locked_in_the_database(cast, amina_in):
    secret = add_app(amina_in)
    kept = Authenticator.objects.get(type="totp", user=cast.amina).data["secret"]
    assert secret not in kept
    assert get_adapter().decrypt(kept) == secret
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(data::text, ' ') FROM mfa_authenticator")
        assert secret not in cursor.fetchone()[0]


def test_the_second_factor_ends_the_sign_in(cast, amina_in, browser_of):  # noqa: F811
    secret = add_app(amina_in)
    client = browser_of()
    assert sign_in(client, cast.amina.email).url == SHOW
    assert not Device.objects.filter(session_key=client.cookies["rb_session"].value).exists()
    assert client.post(SHOW, {"code": "12"}).status_code == 422
    assert client.post(SHOW, {"code": code_of(secret)}).url == "/en/account/"
    assert client.get(reverse("members:profile")).status_code == 200


def test_a_code_of_the_app_works_once(cast, amina_in, browser_of):  # noqa: F811
    secret = add_app(amina_in)
    first, second = browser_of(), browser_of()
    for client in (first, second):
        sign_in(client, cast.amina.email)
    code = code_of(secret)
    assert first.post(SHOW, {"code": code}).status_code == 302
    assert second.post(SHOW, {"code": code}).status_code == 422


def test_a_recovery_code_opens_once(cast, amina_in, browser_of):  # noqa: F811
    add_app(amina_in)
    spare = RecoveryCodes(Authenticator.objects.get(type="recovery_codes")).get_unused_codes()[0]
    for expected in (302, 422):
        client = browser_of()
        sign_in(client, cast.amina.email)
        assert client.post(SHOW, {"code": f"{spare[:4]} {spare[4:]}"}).status_code == expected


def test_the_second_factor_cannot_be_guessed_for_long(cast, amina_in, browser_of):  # noqa: F811
    secret = add_app(amina_in)
    client = browser_of()
    sign_in(client, cast.amina.email)
    for _try in range(5):
        client.post(SHOW, {"code": "123456"})
    answer = client.post(SHOW, {"code": code_of(secret)})
    assert answer.status_code == 422
    assert b"tried too often" in answer.content


def test_nobody_sees_the_second_step_without_the_first(browser_of):  # noqa: F811
    assert browser_of().get(SHOW).url == SIGN_IN


def test_a_first_factor_needs_a_sign_in_of_just_now(cast):
    """Who finds an open browser cannot shut its owner out."""
    client = cast.enter(cast.amina)  # a session that never showed a code
    answer = client.get(APP)
    assert answer.url.startswith("/en/account/show-again/")
    assert client.get(answer.url).status_code == 200
    assert client.post(answer.url, {"send": "1"}).status_code == 200
    assert client.post(answer.url, {"code": "000000"}).status_code == 422
    answer = client.post(answer.url, {"code": code_sent_to(cast.amina.email)})
    assert answer.url == APP
    assert client.get(APP).status_code == 200


def later(client, seconds=600):
    """Some minutes pass after what was shown in this session."""
    session = client.session
    for record in session["account_authentication_methods"]:
        record["at"] -= seconds
    session.save()


def test_taking_it_away_asks_for_it_once_more(cast, amina_in):
    secret = add_app(amina_in)
    later(amina_in)
    answer = amina_in.get(APP + "remove/")
    assert answer.url.startswith("/en/account/second-factor/show-again/")
    assert amina_in.get(answer.url).status_code == 200
    assert amina_in.post(answer.url, {"code": code_of(secret)}).url == APP + "remove/"
    assert amina_in.get(APP + "remove/").status_code == 200
    assert amina_in.post(APP + "remove/").url == INDEX
    assert not Authenticator.objects.filter(user=cast.amina).exists()


def test_who_works_here_keeps_one(cast, browser_of):  # noqa: F811
    adapter = get_adapter()
    only = Authenticator.objects.get(user=cast.dana)
    assert not adapter.can_delete_authenticator(only)
    Authenticator.objects.create(user=cast.dana, type="webauthn", data={})
    assert adapter.can_delete_authenticator(only)


def test_recovery_codes_are_shown_printed_saved_and_made_anew(cast, amina_in):
    add_app(amina_in)
    view = "/en/account/second-factor/recovery-codes/"
    spare = RecoveryCodes(Authenticator.objects.get(type="recovery_codes")).get_unused_codes()
    page = amina_in.get(view).content.decode()
    assert f"{spare[0][:4]} {spare[0][4:]}" in page
    file = amina_in.get(view + "file/")
    assert spare[9] in file.content.decode()
    assert file["Content-Type"].startswith("text/plain")
    assert amina_in.get(view + "new/").status_code == 200
    amina_in.post(view + "new/")
    now = RecoveryCodes(Authenticator.objects.get(type="recovery_codes")).get_unused_codes()
    assert spare[0] not in now


def test_the_page_of_a_passkey_carries_what_the_device_needs(amina_in):
    page = amina_in.get(PASSKEY).content.decode()
    assert "&#34;residentKey&#34;: &#34;required&#34;" in page or "residentKey" in page
    assert "<script>" not in page
    answer = amina_in.post(PASSKEY, {"name": "phone", "credential": '{"id": "x"}'})
    assert answer.status_code == 422
    assert amina_in.post(PASSKEY, {"name": "phone", "credential": "not json"}).status_code == 422


def test_a_passkey_that_is_none_signs_nobody_in(browser_of):  # noqa: F811
    client = browser_of()
    options = client.get("/en/account/second-factor/passkeys/sign-in/", headers={"Accept": "application/json"}).json()
    assert options["request_options"]["publicKey"]["challenge"]
    answer = client.post("/en/account/second-factor/passkeys/sign-in/", {"credential": '{"id": "x"}'})
    assert answer.url == SIGN_IN
    assert client.get(reverse("members:profile")).status_code == 302


CLOSED = ["mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "mfa_view_recovery_codes", "mfa_reauthenticate",
          "mfa_generate_recovery_codes", "account_reauthenticate"]  # fmt: skip


@pytest.mark.parametrize("name", CLOSED)
def test_pages_of_the_second_factor_want_a_sign_in(db, browser_of, name):  # noqa: F811
    answer = browser_of().get(reverse(name))
    assert answer.status_code == 302
    assert "sign-in" in answer.url


def test_no_page_of_the_library_is_ever_shown(cast, amina_in):
    """Each page extends ours: it has our masthead."""
    add_app(amina_in)
    for name in ("mfa_index", "mfa_add_webauthn", "mfa_list_webauthn"):
        page = amina_in.get(reverse(name), follow=True).content.decode()
        assert 'class="masthead"' in page
