"""Somebody is asked and answers: by the link of a letter, by the code of one on paper; only then a page names them."""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from rootbridge.base.core.badges import bears_badge
from rootbridge.base.mail.models import Letter
from rootbridge.people.offices.models import FocalPoint, Invitation
from rootbridge.shared.inbox.models import Notice
from tests.cast import make_member
from tests.focalpoints.factories import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh():
    cache.clear()


@pytest.fixture
def asked(cast):
    """Pavel, asked by mail to answer at the town hall of Orhei."""
    person = FocalPoint.objects.create(
        office=cast.town_hall, name="Pavel Rusu", email="pavel@example.org", language="en"
    )
    return Invitation.ask(person, by=cast.esi)


def test_the_link_of_the_letter_leads_to_a_public_page_with_a_badge(cast, asked):
    pavel, nobody = make_member("Pavel Rusu"), cast.enter(cast.nobody)
    office = reverse("focalpoints:office", args=[cast.town_hall.slug])
    assert "Pavel Rusu" not in nobody.get(office).text
    letter = Letter.objects.get(kind="offices.invitation").text
    address = re.search(r"(/en/offices/confirm/[^\s]+)", letter)[1]
    page = nobody.get(address)
    assert "Is this you?" in page.text and "no-store" in page["Cache-Control"] and not page.cookies
    assert not FocalPoint.objects.get().confirmed_at, "reading answers nothing"
    page = nobody.post(address, {"is_public": "on", "languages": ["ro", "en"]}, follow=True)
    person = FocalPoint.objects.get()
    assert "Thank you" in page.text and person.member == pavel and person.languages == ["ro", "en"]
    assert "Pavel Rusu" in nobody.get(office).text and "pavel@example.org" not in nobody.get(office).text
    badge = nobody.get(reverse("focalpoints:person", args=[person.slug]))
    assert 'class="seal"' in badge.text and person.code[:3] in badge.text and "Confirmed by" in badge.text
    assert f"/en/help/ask/?office={cast.town_hall.slug}" in badge.text
    assert Notice.objects.get(kind="offices.confirmed").member == cast.dana
    nobody.post(address, {"do": "decline"})
    assert FocalPoint.objects.get().is_public, "a letter is answered once"


def test_not_me_takes_name_and_address_away_and_tells_who_keeps_the_office(cast, asked):
    nobody = cast.enter(cast.nobody)
    page = nobody.post(reverse("focalpoints:answer", args=[asked.token]), {"do": "decline"}, follow=True)
    person = FocalPoint.objects.get()
    assert "address is forgotten" in page.text and (person.email, person.is_public) == ("", False)
    assert Notice.objects.get(kind="offices.declined").member == cast.dana
    assert "Said “not me”" in cast.enter(cast.dana).get("/manage/").text


def test_a_code_on_paper_does_the_same_and_is_not_guessed(cast, asked):
    nobody, address = cast.enter(cast.nobody), reverse("focalpoints:code")
    assert asked.code not in str(asked.__dict__), "only its digest is kept"
    answer = nobody.post(address, {"code": asked.code.lower().replace(" ", "-")})
    assert answer.url == reverse("focalpoints:answer", args=[asked.token])
    answers = [nobody.post(address, {"code": f"AAAA BBBB CC{number:02}"}) for number in range(12)]
    assert {answer.status_code for answer in answers} == {422}
    assert "No open letter" in answers[0].text and "Wait an hour" in answers[-1].text
    assert nobody.post(address, {"code": asked.code}).status_code == 422, "the right one waits too"


@pytest.mark.parametrize("what", ["withdrawn", "asked anew", "too old"])
def test_a_letter_that_no_longer_holds_answers_nothing(cast, asked, what):
    if what == "withdrawn":
        asked.withdraw(by=cast.esi)
    elif what == "asked anew":
        Invitation.ask(asked.person, by=cast.esi)
    else:
        Invitation.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    address = reverse("focalpoints:answer", args=[asked.token])
    assert cast.enter(cast.nobody).get(address).status_code == 410
    cast.enter(cast.nobody).post(address, {"is_public": "on"})
    assert not FocalPoint.objects.get().confirmed_at
    assert cast.enter(cast.nobody).get(reverse("focalpoints:answer", args=["x" * 32])).status_code == 404


def test_the_database_holds_that_nobody_is_public_unconfirmed(cast):
    person = FocalPoint.objects.create(office=cast.town_hall, name="Not Asked")
    with pytest.raises(IntegrityError), transaction.atomic():
        FocalPoint.objects.filter(pk=person.pk).update(is_public=True)


def test_a_code_tells_whether_somebody_is_really_ours(cast):
    person = make_person(cast.town_hall)
    over = make_person(cast.town_hall, "Gone", ends_on=timezone.localdate() - timedelta(days=1))
    nobody, address = cast.enter(cast.nobody), reverse("focalpoints:check")
    assert nobody.post(address, {"code": f" {person.code[:3]}-{person.code[3:].lower()} "}).url.endswith(
        f"/{person.slug}/"
    )
    for code in (over.code, "ZZZZZZ", "", "<b>"):
        assert nobody.post(address, {"code": code}).status_code == 422
    assert nobody.get(reverse("focalpoints:person", args=[over.slug])).status_code == 404


@pytest.mark.parametrize(
    "name",
    ["Ion Lupu ✓", "Ion Lupu ✔", "Ana ✅", "Ana 🛡️", "★ Ana", "Ana (verified)", "Ana vérifiée", "Ana verificată",
     "Ana verificado", "Ана проверено", "Ана подтверждён", "آنا موثقة", "Ana certified", "Ana ®",
     "ＶＥＲＩＦＩＥＤ Ana"],
)  # fmt: skip
def test_no_name_wears_a_badge(cast, name):
    own = cast.enter(cast.amina).post("/en/account/steps/about/", {"name": name})
    answer = cast.enter(cast.dana).post(
        reverse("manage_offices:new_person", args=[cast.town_hall.slug]),
        {"name": name, "language": "ro", "starts_on": "2026-01-01"},
    )
    assert own.status_code == answer.status_code == 422 and "no ticks" in answer.text
    assert not FocalPoint.objects.exists()


@pytest.mark.parametrize("name", ["Ion Lupu", "Ana-Maria O’Neil", "Ștefan cel Mare", "Vera Proverbio", "محمد علي"])
def test_plain_names_are_let(name):
    assert not bears_badge(name)
