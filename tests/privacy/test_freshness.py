"""A copy of everything and the end of everything ask once more who it is, when the sign-in is not of just now."""

import pytest
from django.urls import reverse

from rootbridge.base.audit.models import Record
from rootbridge.people.members.models import Member
from tests.cast import note_sign_in
from tests.members.test_factor import add_app, code_of
from tests.members.test_sign_in import browser_of, code_sent_to, sign_in  # noqa: F401

COPY, ERASE = "/en/account/data/copy/", "/en/account/data/erase/"
BY_MAIL, BY_FACTOR = "/en/account/show-again/", "/en/account/second-factor/show-again/"


@pytest.fixture
def old(cast):
    """A browser in which Amina signed in twenty minutes ago, left open on a table."""
    client = cast.enter(cast.amina)
    note_sign_in(client, cast.amina, method="code", minutes_ago=20)
    return client


def show_again(client, address, where):
    assert client.get(where).status_code == 200
    assert client.post(where, {"send": "1"}).status_code == 200
    return client.post(where, {"code": code_sent_to(address)})


def test_nobody_takes_a_copy_from_an_open_browser(cast, old):
    asked = old.post(COPY)
    assert asked.url.startswith(BY_MAIL)
    assert not Record.objects.filter(verb="privacy.exported").exists()
    answer = show_again(old, cast.amina.email, asked.url)
    assert answer.url == COPY
    page = old.get(COPY)
    assert page.status_code == 200
    assert "Download my data" in page.content.decode()
    assert old.post(COPY)["Content-Type"] == "application/zip"


def test_nobody_ends_an_account_from_an_open_browser(cast, old):
    assert old.get(ERASE).url.startswith(BY_MAIL)
    asked = old.post(ERASE, {"email": cast.amina.email})
    assert asked.url.startswith(BY_MAIL)
    assert Member.objects.filter(pk=cast.amina.pk).exists()
    assert show_again(old, cast.amina.email, asked.url).url == ERASE
    assert Member.objects.filter(pk=cast.amina.pk).exists(), "a code alone erases nothing"
    assert old.get(ERASE).status_code == 200
    assert old.post(ERASE, {"email": cast.amina.email}).url == reverse("privacy:erased")
    assert not Member.objects.filter(pk=cast.amina.pk).exists()


def test_who_has_a_second_factor_shows_that(cast, browser_of):  # noqa: F811
    client = browser_of()
    sign_in(client, cast.amina.email)
    secret = add_app(client)
    assert client.get(ERASE).status_code == 200, "signed in just now"
    session = client.session
    for record in session["account_authentication_methods"]:
        record["at"] -= 20 * 60
    session.save()
    asked = client.get(ERASE)
    assert asked.url.startswith(BY_FACTOR)
    assert client.post(asked.url, {"code": code_of(secret)}).url == ERASE
    assert client.get(ERASE).status_code == 200


def test_a_passkey_that_does_not_fit_keeps_the_way_back(cast, browser_of):  # noqa: F811
    client = browser_of()
    sign_in(client, cast.amina.email)
    cast.amina.authenticator_set.create(type="webauthn", data={"name": "phone", "credential": {}})
    where = f"/en/account/second-factor/passkeys/show-again/?next={ERASE}"
    assert client.post(where, {"credential": '{"id": "x"}'}).url == where
