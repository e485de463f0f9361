"""Registering: one question a screen, kept at once, gone on with elsewhere, sent once."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from rootbridge.base.mail.models import Letter
from rootbridge.people.organisations.models import Organisation, Paper, Registration
from tests.associations.factories import ANSWERS, fill, register


def step(key):
    return reverse("associations:step", args=[key])


def test_a_group_without_papers_is_listed_with_one_code(cast, client):
    made = register(client)
    assert (made.state, made.kind, made.name) == ("listed", "initiative_group", "Peresecina la Torino")
    assert made.residence.code == "IT" and made.ties.get(side="here").town == "Torino"
    assert made.shown == ["email"] and made.facts == {}
    assert [role.member.email for role in made.editors()] == ["ana@example.org"]
    assert made.officers.get().is_public
    assert made.verifications.get().words == "The library knows us."
    page = client.get(reverse("associations:registered"))
    assert page.status_code == 200 and "Orhei" not in page.content.decode().split("<main")[0]
    assert client.get(made.get_absolute_url()).status_code == 200
    assert client.get(reverse("associations:standing", args=[made.slug])).status_code == 200
    assert client.get(reverse("associations:mine")).status_code == 200


def test_sent_twice_it_is_one(cast, client):
    register(client)
    client.post(reverse("associations:send"))
    client.post(reverse("associations:send"))
    assert Organisation.objects.filter(author__email="ana@example.org").count() == 1


def test_back_loses_nothing_and_a_link_leads_on_elsewhere(cast, client):
    client.post(reverse("associations:register"))
    client.post(step("kind"), ANSWERS["kind"])
    client.post(step("name"), ANSWERS["name"])
    assert 'value="Peresecina la Torino"' in client.get(step("name")).content.decode()
    assert client.post(reverse("associations:link"), {"email": "nobody"}).status_code == 422
    client.post(reverse("associations:link"), {"email": "Ana@example.org"})
    letter = Letter.objects.get(kind="associations.link")
    address = re.search(r"/en/associations/register/continue/\S+", letter.text).group()
    elsewhere = cast.enter(cast.nobody)
    assert elsewhere.get(address).headers["Location"] == step("here")
    assert "Peresecina la Torino" in elsewhere.get(step("name")).content.decode()
    assert Registration.objects.get().token_digest not in letter.text
    assert cast.enter(cast.nobody).get(address[:-4] + "xxx/").status_code == 404


@pytest.mark.parametrize(
    ("key", "said", "told"),
    [
        ("kind", {"kind": "ministry"}, "Choose one of these."),
        ("kind", {"kind": "town_hall"}, "Choose one of these."),
        ("name", {"name": "ab"}, "three letters"),
        ("name", {"name": "x" * 500}, "at most 120"),
        ("name", {"name": "Orhei ✔ Turin"}, "no ticks"),
        ("name", {"name": "Orhei Verified"}, "no ticks"),
        ("name", {"name": "Орhei Turin"}, "two alphabets"),
        ("name", {"name": "0RHEI  town ha11"}, "name of a public authority"),
        ("name", {"name": "Ours", "name_also": "Orhei town hall", "language_also": "ro"}, "name of a public authority"),
        ("here", {"country_0": "XX"}, "Choose one of these."),
        ("here", {"country_0": "IT", "town_1": "Lyon"}, "Choose the country of this town."),
        ("home", {"q": "Peresecina"}, "Tick one of the places"),
        ("home", {"home": ["nowhere"]}, "Choose at least one place."),
        ("work", {"about": ""}, "Say in a sentence"),
        ("contact", {"email": "no address"}, "Write your whole e-mail address"),
        ("contact", {"website": "http://a b"}, "as in your browser"),
        ("contact", {"phone": "12"}, "whole number"),
        ("speaker", {"speaker": "Аna"}, "letters of two alphabets"),
        ("papers", {"files": SimpleUploadedFile("virus.exe", b"MZ\x90")}, "id_files-error"),
    ],
)
def test_what_cannot_be_kept_is_told_beside_it_and_nothing_is_lost(cast, client, key, said, told):
    client.post(reverse("associations:register"))
    answer = client.post(step(key), ({} if key == "home" else ANSWERS[key]) | said)
    assert answer.status_code == 422
    assert told in answer.content.decode()


def test_what_is_left_out_is_asked_before_it_is_sent(cast, client):
    client.post(reverse("associations:register"))
    client.post(step("kind"), ANSWERS["kind"])
    answer = client.post(reverse("associations:send"))
    assert answer.status_code == 422
    assert "What is it called?" in answer.content.decode()
    assert not Organisation.objects.filter(kind="initiative_group").exists()


def test_a_likely_double_is_shown_while_typing_and_when_kept(cast, client):
    client.post(reverse("associations:register"))
    typed = client.get(step("name"), {"name": "Orhei din Turin", "part": "doubles"}, headers={"HX-Request": "true"})
    assert "Is it this one?" in typed.content.decode() and "<main" not in typed.content.decode()
    asked = client.post(step("name"), {"name": "Orhei in Turin"})
    assert asked.status_code == 200
    assert reverse("associations:claim", args=["orhei-in-turin"]) in asked.content.decode()
    assert client.post(step("name"), {"name": "Orhei in Turin", "sure": "on"}).status_code == 302


def test_a_double_waits_and_only_its_author_sees_it(cast, client):
    made = register(client, name={"name": "ORHEI în  Turín", "sure": "on"})
    assert made.state == "unseen" and made.standings.get().flags == ["double"]
    assert client.get(reverse("associations:standing", args=[made.slug])).status_code == 200
    for reader in (cast.enter(cast.nobody), cast.enter(cast.amina)):
        assert reader.get(made.get_absolute_url()).status_code == 404
        assert reader.get(reverse("associations:standing", args=[made.slug])).status_code in (302, 404)
    assert not made.editors().exists()


def test_papers_are_sealed_and_go_with_the_registration(cast, client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    client.post(reverse("associations:register"))
    for name in ("one.txt", "two.txt"):
        client.post(step("papers"), {"files": SimpleUploadedFile(name, b"Statutes of the group")})
    first, second = Paper.objects.order_by("pk")
    client.post(step("papers"), {"remove": first.pk})
    assert Paper.objects.get() == second
    assert b"Statutes" not in b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    made = register(client)
    address = reverse("associations:paper", args=[made.slug, second.pk])
    assert b"".join(client.get(address).streaming_content) == b"Statutes of the group\n"
    assert cast.enter(cast.bilal).get(address).status_code == 404


def test_an_employer_declares_fair_recruitment_with_day_and_name(cast, client):
    client.post(reverse("associations:register"))
    client.post(step("kind"), {"kind": "enterprise"})
    assert client.get(step("facts")).status_code == 200
    client.post(step("facts"), {"fact_fair": ["no_fees", "contract"], "fact_workers": "40"})
    made = register(client, kind={"kind": "enterprise"})
    assert made.facts["fair"] == ["no_fees", "contract"]
    assert made.facts["fair_by"] == "Ana Ciobanu" and made.facts["fair_on"]


def test_a_member_who_is_signed_in_needs_no_code(cast):
    reader = cast.enter(cast.amina)
    fill(reader)
    answer = reader.post(reverse("associations:send"))
    assert answer.headers["Location"] == reverse("associations:registered")
    assert Organisation.objects.get(author=cast.amina).state == "listed"
