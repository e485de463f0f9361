"""The front page says what it knows of the reader, and shows the guides that fit that."""

import re
from uuid import uuid4

import pytest

from rootbridge.bridges.home import front
from rootbridge.people.members.models import MemberLanguage
from rootbridge.people.offices.models import in_language
from tests.translation.factories import make_guide

ITALY, RETURNING = "IT.abroad.", ".returning."


@pytest.fixture
def guides(cast, monkeypatch):
    key = uuid4()
    made = {
        "ro": make_guide(cast, "ro", key=key, slug="italy", title="Pensia", residence=["IT"]),
        "en": make_guide(cast, "en", key=key, slug="italy", title="Your pension", residence=["IT"]),
        "germany": make_guide(cast, "en", slug="germany", title="From Germany", residence=["DE"]),
        "return": make_guide(cast, "en", slug="return", title="Coming back", stages=["returning"]),
    }
    monkeypatch.setattr(front, "often_asked", lambda: ["italy"])
    monkeypatch.setattr("rootbridge.bridges.home.views.often_asked", lambda: ["italy"])
    return made


def front_page(cast, person, language="en", *, here="") -> str:
    client = cast.enter(person)
    if here:
        client.cookies["rb_here"] = here
    return client.get(f"/{language}/").content.decode()


def test_guides_for_you_are_those_that_fit_what_was_said(cast, guides):
    shown = front_page(cast, cast.nobody, here=ITALY)
    assert "Your pension" in shown
    assert "From Germany" not in shown
    assert "Coming back" not in shown
    later = front_page(cast, cast.nobody, here=RETURNING)
    assert "Coming back" in later
    assert "From Germany" not in later, "no country was said, so what holds in one only is not offered"
    assert "From Germany" in front_page(cast, cast.nobody), "nothing was said: good to know"


def test_what_was_said_is_shown_with_a_way_to_change_it(cast, guides):
    unsaid = front_page(cast, cast.nobody)
    assert "Say where I live, and see what fits" in unsaid
    assert "You said this" not in unsaid
    said = front_page(cast, cast.nobody, here="IT.returning.")
    assert "Say where I live" not in said
    assert "Italy · I am coming back" in said
    assert re.search(r"I am coming back</a>.*?You said this", said, re.S)
    assert 'href="/en/account/here/">Change' in said
    assert 'href="/en/account/profile/">Change' in front_page(cast, cast.amina)


def test_often_asked_says_which_language_it_is_in(cast, guides):
    link = r'<a href="/ar/services/italy/" hreflang="en" lang="en" dir="auto">Your pension</a> \(<bdi lang="en">English'
    assert re.search(link, front_page(cast, cast.nobody, "ar"))
    assert "(<bdi" not in front_page(cast, cast.nobody, "en")


def test_a_member_is_given_a_language_they_read(cast, guides):
    MemberLanguage.objects.create(member=cast.amina, code="ro")
    assert ">Pensia</a>" in front_page(cast, cast.amina, "ar")


def test_an_office_without_a_name_in_the_readers_language_has_one_that_most_can_read():
    names = {"ro": "Primăria Susleni", "en": "Susleni town hall"}
    assert in_language(names, "ro") == "Primăria Susleni"
    assert in_language(names, "ar") == "Susleni town hall"
    assert in_language({"ro": "Primăria Susleni"}, "ar") == "Primăria Susleni"
    assert in_language({}, "ar") == ""


@pytest.mark.parametrize(("typed", "goes_on"), [("Orhei", True), ("orh", True), ("Ohrei", False), ("Nowhere", False)])
def test_a_place_is_not_guessed_in_silence(cast, typed, goes_on):
    answer = cast.enter(cast.nobody).post("/en/account/here/", {"living": "IT", "stage": "", "home": typed})
    assert answer.status_code == (302 if goes_on else 422)
    if typed == "Ohrei":
        assert "Did you mean Orhei" in answer.text and 'value="Ohrei"' in answer.text
