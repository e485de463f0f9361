"""Signing in by a code: the account is made when the code is confirmed, and nobody learns who has one."""

import re
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from rootbridge.base.mail.models import Letter
from rootbridge.people.members import codes, doorkeeper
from rootbridge.people.members.models import Device, Invitation, Member, RoleKind
from tests.cast import add_second_factor

SIGN_IN, CODE = "/en/account/sign-in/", "/en/account/sign-in/code/"


@pytest.fixture
def browser_of(db):
    """A browser at an address of the network."""

    def make(ip="203.0.113.7"):
        return Client(headers={"Sec-Fetch-Site": "same-origin"}, REMOTE_ADDR=ip)

    return make


def code_sent_to(address) -> str:
    letter = Letter.objects.filter(address=address).order_by("-pk").first()
    return re.search(r"\b\d{6}\b", letter.text)[0]


def wrong_code(address) -> str:
    return f"{(int(code_sent_to(address)) + 1) % 10**6:06}"


def sign_in(client, address, **more):
    assert client.post(SIGN_IN, {"email": address, **more}).status_code == 302
    return client.post(CODE, {"code": code_sent_to(address)})


def test_the_page_is_the_same_bytes_for_everyone_and_sets_no_cookie(browser_of):
    one, other = browser_of().get(SIGN_IN), browser_of().get(SIGN_IN)
    assert one.status_code == 200
    assert one.content == other.content
    assert not one.cookies


def test_an_account_begins_when_the_code_is_confirmed_and_not_before(browser_of):
    client = browser_of()
    client.post(SIGN_IN, {"email": "New.Person@Example.ORG"})
    assert not Member.objects.exists()
    answer = client.post(CODE, {"code": code_sent_to("new.person@example.org")})
    assert answer.url == "/en/account/steps/living/"
    member = Member.objects.get()
    assert (member.email, member.language) == ("new.person@example.org", "en")
    assert client.get(reverse("members:profile")).status_code == 200


def test_the_page_language_is_the_language_of_the_letter_and_the_account(browser_of):
    client = browser_of()
    client.post("/ar/account/sign-in/", {"email": "a@example.org"})
    assert Letter.objects.get().language == "ar"
    answer = client.post("/ar/account/sign-in/code/", {"code": code_sent_to("a@example.org")})
    assert answer.url.startswith("/ar/")
    assert Member.objects.get().language == "ar"


def test_somebody_known_comes_back_to_their_own_page(cast, browser_of):
    assert sign_in(browser_of(), cast.amina.email).url == "/en/account/"


def test_a_code_may_be_typed_with_spaces_and_in_other_digits(browser_of):
    client = browser_of()
    client.post(SIGN_IN, {"email": "a@example.org"})
    arabic = code_sent_to("a@example.org").translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    assert client.post(CODE, {"code": f" {arabic[:3]} {arabic[3:]} "}).status_code == 302
    assert Member.objects.count() == 1


def test_the_letter_says_nothing_of_the_platform_in_its_subject(browser_of):
    browser_of().post(SIGN_IN, {"email": "a@example.org"})
    letter = Letter.objects.get()
    assert letter.subject == "Your code"
    assert letter.member is None


def test_nothing_tells_whether_an_address_has_an_account(cast, browser_of):
    """Pages and letters are equal but for the address and the digits; no query asks for the member."""
    told = []
    for address in (cast.amina.email, "amonk@example.org"):
        client = browser_of()
        first = client.post(SIGN_IN, {"email": address})
        second = client.get(CODE)
        third = client.post(CODE, {"code": wrong_code(address)})
        letter = Letter.objects.get(address=address)
        words = (letter.subject, letter.text, letter.html)
        told.append(
            [first.status_code, first.url, _plain(second.content, address), third.status_code,
             _plain(third.content, address), [re.sub(r"\d{6}", "000000", text) for text in words]]
        )  # fmt: skip
    assert told[0] == told[1]


def _plain(content, address):
    return re.sub(r"\d{6}", "000000", content.decode().replace(address, "A"))


def test_asking_for_a_code_costs_the_same_queries_and_none_on_members(cast, browser_of):
    told = []
    for address in (cast.amina.email, "nobody-here@example.org"):
        with CaptureQueriesContext(connection) as asked:
            browser_of().post(SIGN_IN, {"email": address})
        tables = [re.findall(r'(?:FROM|INTO|UPDATE) "(\w+)"', query["sql"]) for query in asked.captured_queries]
        told.append([names for names in tables if names != ["core_switch"]])  # read once a second
    assert told[0] == told[1]
    assert "members_member" not in str(told)


def test_a_wrong_code_gets_a_plain_sentence_and_a_new_code(browser_of):
    client = browser_of()
    client.post(SIGN_IN, {"email": "a@example.org"})
    answer = client.post(CODE, {"code": wrong_code("a@example.org")})
    assert answer.status_code == 422
    assert b"This is not the code we sent" in answer.content
    assert client.post(reverse("members:new_code")).url == "/en/account/sign-in/code/?new=1"
    assert Letter.objects.count() == 2


def test_the_first_letter_still_works_when_a_second_was_asked_for(browser_of):
    client = browser_of()
    client.post(SIGN_IN, {"email": "a@example.org"})
    first = code_sent_to("a@example.org")
    client.post(reverse("members:new_code"))
    assert client.post(CODE, {"code": first}).status_code == 302
    assert Member.objects.count() == 1


def test_five_tries_end_a_code_and_the_right_one_comes_too_late(browser_of):
    client = browser_of()
    client.post(SIGN_IN, {"email": "a@example.org"})
    for _try in range(5):
        assert client.post(CODE, {"code": wrong_code("a@example.org")}).status_code == 422
    answer = client.post(CODE, {"code": code_sent_to("a@example.org")})
    assert answer.status_code == 422
    assert b"This code is over" in answer.content
    client.post(reverse("members:new_code"))
    assert client.post(CODE, {"code": code_sent_to("a@example.org")}).status_code == 302


def test_tries_are_counted_outside_the_session(browser_of):
    """A thousand requests at once with one old session cookie are still five tries."""
    client = browser_of()
    client.post(SIGN_IN, {"email": "a@example.org"})
    session = Session.objects.get()
    kept = session.session_data
    outcomes = []
    for _try in range(8):
        Session.objects.filter(pk=session.pk).update(session_data=kept)
        outcomes.append(b"This is not the code" in client.post(CODE, {"code": wrong_code("a@example.org")}).content)
    assert outcomes.count(True) == 5


def test_a_code_is_over_after_fifteen_minutes(browser_of, monkeypatch):
    client = browser_of()
    client.post(SIGN_IN, {"email": "a@example.org"})
    later = codes.time.time() + 15 * 60 + 1
    monkeypatch.setattr(codes.time, "time", lambda: later)
    answer = client.post(CODE, {"code": code_sent_to("a@example.org")})
    assert answer.status_code == 422
    assert b"This code is over" in answer.content


def test_the_code_stands_nowhere_in_the_session(browser_of):
    client = browser_of()
    client.post(SIGN_IN, {"email": "a@example.org"})
    kept = str(Session.objects.get().get_decoded())
    assert code_sent_to("a@example.org") not in kept


def test_a_code_of_one_browser_opens_nothing_in_another(browser_of):
    mine, theirs = browser_of(), browser_of()
    mine.post(SIGN_IN, {"email": "a@example.org"})
    stolen = code_sent_to("a@example.org")
    theirs.post(SIGN_IN, {"email": "b@example.org"})
    assert theirs.post(CODE, {"code": stolen}).status_code == 422
    assert not Member.objects.exists()


def test_the_key_of_the_session_changes_at_sign_in(browser_of):
    client = browser_of()
    client.post(SIGN_IN, {"email": "a@example.org"})
    before = client.cookies["rb_session"].value
    client.post(CODE, {"code": code_sent_to("a@example.org")})
    assert client.cookies["rb_session"].value != before
    assert Device.objects.get().session_key == client.cookies["rb_session"].value


@pytest.mark.parametrize(
    "typed",
    ["", "ana", "ana@", "@example.org", "a b@example.org", "ana@ex\x00ample", "ana@example", "a" * 250 + "@example.org",
     "ana@" + "é" * 80 + ".org", "<b>@example.org", "ana@example.org\nBcc: x@example.org", "ană@example.org"],
)  # fmt: skip
def test_what_is_no_address_comes_back_as_it_was_typed(browser_of, typed):
    answer = browser_of().post(SIGN_IN, {"email": typed})
    assert answer.status_code == 422
    assert b"Write your whole e-mail address" in answer.content
    assert not Letter.objects.exists()


def test_an_address_in_letters_of_the_world_is_kept_as_the_network_writes_it(browser_of):
    browser_of().post(SIGN_IN, {"email": "Ana@münchen.example"})
    assert Letter.objects.get().address == "ana@xn--mnchen-3ya.example"


@pytest.mark.parametrize(
    ("wanted", "reached"),
    [("/en/opportunities/", "/en/opportunities/"), ("https://evil.example/", "/en/account/"),
     ("//evil.example/x", "/en/account/"), ("javascript:alert(1)", "/en/account/"),
     ("/\\evil.example", "/en/account/")],
)  # fmt: skip
def test_it_leads_on_only_inside_the_platform(cast, browser_of, wanted, reached):
    assert sign_in(browser_of(), cast.chidi.email, next=wanted).url == reached


def test_a_stranger_who_asks_too_often_does_not_lock_out_the_owner(cast, browser_of):
    stranger, owner = browser_of("198.51.100.9"), browser_of("203.0.113.7")
    statuses = [stranger.post(SIGN_IN, {"email": cast.amina.email}).status_code for _time in range(7)]
    assert statuses == [302] * 5 + [429] * 2
    assert owner.post(SIGN_IN, {"email": cast.amina.email}).status_code == 302


def test_neighbours_in_one_network_share_a_limit(cast, browser_of):
    for number in range(5):
        browser_of(f"198.51.100.{number}").post(SIGN_IN, {"email": cast.amina.email})
    assert browser_of("198.51.100.77").post(SIGN_IN, {"email": cast.amina.email}).status_code == 429
    assert browser_of("2001:db8:7::1").post(SIGN_IN, {"email": cast.amina.email}).status_code == 302


def test_an_address_gets_no_more_than_thirty_letters_a_day_but_a_known_device_is_let_in(cast, browser_of):
    known = browser_of()
    sign_in(known, cast.amina.email)
    known.post(reverse("members:sign_out"))
    for network in range(10):
        for _time in range(4):
            browser_of(f"198.51.{network}.9").post(SIGN_IN, {"email": cast.amina.email})
    assert Letter.objects.filter(address=cast.amina.email).count() == 30
    assert browser_of("192.0.2.1").post(SIGN_IN, {"email": cast.amina.email}).status_code == 429
    assert known.post(SIGN_IN, {"email": cast.amina.email}).status_code == 302


def test_the_limit_answers_alike_for_somebody_and_nobody(cast, browser_of):
    told = []
    for address, ip in ((cast.amina.email, "198.51.100.1"), ("amonk@example.org", "198.51.101.1")):
        client = browser_of(ip)
        for _time in range(6):
            answer = client.post(SIGN_IN, {"email": address})
        assert answer["Retry-After"] == "900"
        told.append((answer.status_code, answer.content.decode().replace(address, "A")))
    assert told[0] == told[1]


def test_what_is_counted_holds_no_address_and_no_number(browser_of):
    browser_of("198.51.100.9").post(SIGN_IN, {"email": "a@example.org"})
    kept = " ".join(cache._cache)
    assert "198.51" not in kept
    assert "example" not in kept


def test_the_cookie_of_a_known_device_tells_no_address(cast, browser_of):
    client = browser_of()
    sign_in(client, cast.amina.email)
    assert "amina" not in client.cookies[doorkeeper.COOKIE].value
    assert client.cookies[doorkeeper.COOKIE]["httponly"]


def test_a_shared_device_is_not_remembered(cast, browser_of):
    client = browser_of()
    client.post(SIGN_IN, {"email": cast.amina.email})
    client.post(CODE, {"code": code_sent_to(cast.amina.email), "is_shared": "on"})
    assert doorkeeper.COOKIE not in client.cookies
    assert client.session.get_expire_at_browser_close()


def test_an_invitation_becomes_a_role_at_sign_in(cast, browser_of):
    Invitation.objects.create(email="new@example.org", kind=RoleKind.EDITOR, is_everywhere=True, invited_by=cast.esi,
                              expires_at=timezone.now() + timedelta(days=1))  # fmt: skip
    sign_in(browser_of(), "new@example.org")
    member = Member.objects.get(email="new@example.org")
    assert member.reach.holds("editor")
    assert Invitation.objects.get().taken_at


def test_an_invitation_that_is_over_or_beyond_the_inviter_gives_nothing(cast, browser_of):
    tomorrow, yesterday = timezone.now() + timedelta(days=1), timezone.now() - timedelta(days=1)
    for host, ends in ((cast.esi, yesterday), (cast.dana, tomorrow)):
        Invitation.objects.create(email=f"{ends:%d}@example.org", kind=RoleKind.EDITOR, is_everywhere=True,
                                  invited_by=host, expires_at=ends)  # fmt: skip
        sign_in(browser_of(), f"{ends:%d}@example.org")
        assert not Member.objects.get(email=f"{ends:%d}@example.org").has_role


def test_who_has_a_second_factor_is_asked_for_it(cast, browser_of):
    add_second_factor(cast.amina)
    client = browser_of()
    answer = sign_in(client, cast.amina.email)
    assert answer.url == "/en/account/second-factor/show/"
    assert client.get("/en/account/profile/").status_code == 302
    assert client.get(answer.url).status_code == 200


def test_a_suspended_account_hears_so_only_after_its_code(cast, browser_of):
    Member.objects.filter(pk=cast.amina.pk).update(is_active=False)
    client = browser_of()
    answer = sign_in(client, cast.amina.email)
    assert answer.url == "/en/account/resting/"
    assert client.get(answer.url).status_code == 200
    assert not Device.objects.exists()


def test_signing_out_ends_the_session(cast):
    client = cast.enter(cast.amina)
    assert client.get(reverse("members:sign_out")).status_code == 200
    client.post(reverse("members:sign_out"))
    assert client.get(reverse("members:profile")).status_code == 302


def test_signing_out_everywhere_ends_every_session(cast, browser_of):
    one, other = browser_of(), browser_of()
    sign_in(one, cast.amina.email)
    sign_in(other, cast.amina.email)
    hidden = cast.enter(cast.amina)  # a session that no list knows
    one.post(reverse("members:sign_out_everywhere"))
    for client in (one, other, hidden):
        assert client.get(reverse("members:profile")).status_code == 302
    assert not Device.objects.exists()


def test_leaving_quickly_ends_the_session_and_clears_the_browser(cast):
    client = cast.enter(cast.amina)
    answer = client.get(reverse("members:leave"))
    assert answer.url == "https://www.wikipedia.org/"
    assert answer["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert client.get(reverse("members:profile")).status_code == 302


def test_another_site_cannot_sign_somebody_out(cast):
    client = cast.enter(cast.amina)
    client.get(reverse("members:leave"), headers={"Sec-Fetch-Site": "cross-site"})
    assert client.get(reverse("members:profile")).status_code == 200


def test_pages_of_an_account_are_kept_by_no_cache(cast):
    answer = cast.enter(cast.amina).get(reverse("members:profile"))
    assert answer["Cache-Control"] == "private, no-store"


def test_those_who_work_here_stay_signed_in_half_a_day(cast, browser_of):
    client = browser_of()
    sign_in(client, cast.chidi.email)
    assert client.session.get_expiry_age() > 20 * 86400
