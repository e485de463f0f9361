"""The desk of an association: what its officers do, and what nobody else can."""

import io
import re
import zipfile
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from rootbridge.base.mail.models import Letter as Mail
from rootbridge.people.members.models import RoleKind
from rootbridge.people.organisations.models import Chapter, Membership, Officer, Standing
from rootbridge.subjects.associations import confirming
from rootbridge.subjects.associations.models import Document, Letter, News, Project
from tests.architecture.test_reading import MAY_BE_WRITTEN, Writes, check_html
from tests.associations.factories import make_organisation
from tests.cast import give_role

SLUG = "orhei-in-turin"
ROOMS = ["office", "profile", "places", "officers", "members", "chapters", "letters"]


def at(name, *more, slug=SLUG):
    return reverse(f"associations:{name}", args=[slug, *more])


def test_every_room_opens_to_its_officers_and_to_nobody_else(cast):
    other = make_organisation(cast, "another")
    give_role(cast.chidi, RoleKind.ORGANISATION_OFFICER, body=other.body)
    addresses = [at(room) for room in ROOMS] + [at("told", room) for room in ("news", "projects", "documents")]
    bilal = cast.enter(cast.bilal)
    noted = Writes()
    with connection.execute_wrapper(noted):
        pages = [bilal.get(address) for address in addresses]
    assert {page.status_code for page in pages} == {200} and set(noted.tables) <= MAY_BE_WRITTEN
    assert not [wrong for page in pages for wrong in check_html(page.content.decode())]
    for person in (cast.amina, cast.again(cast.chidi), cast.dana, cast.esi):
        reader = cast.enter(person)
        assert {reader.get(address).status_code for address in addresses} == {404}
        assert reader.post(at("confirmation")).status_code == 404
    assert bilal.get(at("office", slug="another")).status_code == 404
    assert bilal.get(at("told", "secrets")).status_code == 404


def test_the_profile_is_changed_in_each_language(cast):
    said = {"names_en": "Orhei in Turin", "names_ro": "Orheieni la Torino", "about_en": "We meet.",
            "works_on": ["sport"], "languages": ["ro"], "founded": "2004",
            "email": "us@example.org", "show_email": "on"}  # fmt: skip
    bilal = cast.enter(cast.bilal)
    assert bilal.post(at("profile"), said).status_code == 302
    cast.association.refresh_from_db()
    assert cast.association.names["ro"] == "Orheieni la Torino" and cast.association.shown == ["email"]
    assert set(cast.association.sort_key.split()) >= {"turin", "torino"}
    for wrong in ({"founded": "12"}, {"names_en": "", "names_ro": ""}, {"names_en": "Мinistry of Foreign Affairs"},
                  {"names_en": "Ministry of Foreign Affairs of Moldova"}, {"website": "http://a b"}):  # fmt: skip
        answer = bilal.post(at("profile"), said | wrong)
        assert answer.status_code == 422 and "Orhei" in answer.content.decode()


def test_a_new_name_ends_a_verification(cast):
    one = cast.association
    Standing.take(one, "verified", by=None, recheck_on=timezone.localdate() + timedelta(days=90))
    cast.enter(cast.bilal).post(at("profile"), {"names_en": "Friends of Orhei", "about_en": "We meet."})
    one.refresh_from_db()
    assert (one.name, one.state) == ("Friends of Orhei", "listed")


def test_places_of_both_banks_are_changed(cast):
    bilal = cast.enter(cast.bilal)
    said = {"country_0": "FR", "town_0": "Lyon", "home": ["MD-OR-peresecina", "MD-SO"]}
    assert bilal.post(at("places"), {**said, "find": "1", "q": "Soroca"}).status_code == 200
    assert bilal.post(at("places"), {"country_0": "XX", "home": ["MD-SO"]}).status_code == 422
    assert bilal.post(at("places"), said).status_code == 302
    cast.association.refresh_from_db()
    assert cast.association.residence.code == "FR" and cast.association.ties.count() == 3


def test_an_officer_is_asked_by_mail_agrees_and_takes_over(cast):
    bilal = cast.enter(cast.bilal)
    said = {"name": "Amina Rusu", "function": "secretary", "email": "amina@example.org", "may_edit": "on"}
    assert bilal.post(at("officers"), said | {"starts_on": "2024-05-02", "ends_on": "2024-05-01"}).status_code == 422
    assert bilal.post(at("officers"), said).status_code == 302
    assert bilal.post(at("officers"), said).status_code == 422
    gone = bilal.post(at("departure"), follow=True)
    assert "Nobody else may change this page yet" in gone.content.decode()
    link = re.search(r"/en/associations/officer/\S+", Mail.objects.get(kind="associations.officer").text).group()
    cast.enter(cast.amina).post(link, {"answer": "public"})
    assert {role.member for role in cast.association.editors()} == {cast.bilal, cast.amina}
    assert bilal.post(at("departure")).headers["Location"] == reverse("associations:mine")
    assert {role.member for role in cast.association.editors()} == {cast.amina}
    assert bilal.get(at("office")).status_code == 404


def test_the_last_officer_cannot_be_ended(cast):
    officer = Officer.add(cast.association, by=cast.bilal, name="Bilal", function="president", member=cast.bilal)
    bilal = cast.enter(cast.bilal)
    page = bilal.post(at("one_officer", officer.pk), {"end": "1"}, follow=True).content.decode()
    assert "Nobody else may change this page yet" in page
    officer.refresh_from_db()
    assert officer.ended_at is None and cast.association.editors().count() == 1


def test_members_ask_and_are_accepted_or_not(cast):
    amina, bilal = cast.enter(cast.amina), cast.enter(cast.bilal)
    amina.post(at("belong"), {"words": "I am from Peresecina."})
    amina.post(at("belong"), {"words": "again"})
    row = Membership.objects.get()
    assert "I am from Peresecina." in bilal.get(at("members")).content.decode()
    bilal.post(at("member", row.pk), {"accept": "1"})
    assert "You belong to it since" in amina.get(at("belong")).content.decode()
    amina.post(at("belong"), {"leave": "1"})
    row.refresh_from_db()
    assert row.accepted_by == cast.bilal and row.ended_at
    assert bilal.post(at("member", row.pk), {"accept": "1"}).status_code == 404


def test_chapters_ask_and_no_circle_comes_of_it(cast):
    other = make_organisation(cast, "the-federation", kind="federation")
    give_role(cast.amina, RoleKind.ORGANISATION_OFFICER, body=other.body)
    bilal, amina = cast.enter(cast.bilal), cast.enter(cast.again(cast.amina))
    assert bilal.post(at("chapters"), {"parent": SLUG}).status_code == 422
    assert bilal.post(at("chapters"), {"parent": "nowhere"}).status_code == 422
    address = "https://x.example/en/associations/the-federation/"
    assert bilal.post(at("chapters"), {"parent": address}).status_code == 302
    link = Chapter.objects.get()
    assert bilal.post(at("chapter", link.pk), {"accept": "1"}).status_code == 302
    link.refresh_from_db()
    assert link.accepted_at is None, "only the parent says yes"
    amina.post(at("chapter", link.pk, slug="the-federation"), {"accept": "1"})
    link.refresh_from_db()
    assert link.accepted_at
    answer = amina.post(at("chapters", slug="the-federation"), {"parent": SLUG})
    assert answer.status_code == 422 and "nothing can be above itself" in answer.content.decode()


@pytest.mark.parametrize(
    ("room", "model", "said", "wrong"),
    [
        ("news", News, {"text": "Words", "day": "2024-05-02"}, {"day": "yesterday"}),
        (
            "projects",
            Project,
            {"state": "running", "amount": "10", "currency": "EUR", "year": "2024"},
            {"currency": ""},
        ),
    ],
)
def test_rows_of_the_page_are_written_changed_and_taken_away(cast, room, model, said, wrong):
    bilal = cast.enter(cast.bilal)
    said = {"title": "A title", "language": "en"} | said
    answer = bilal.post(at("told", room), said | wrong)
    assert answer.status_code == 422 and "A title" in answer.content.decode()
    bilal.post(at("told", room), said)
    row = model.objects.get(organisation=cast.association)
    assert bilal.get(at("one_told", room, row.pk)).status_code == 200
    bilal.post(at("one_told", room, row.pk), said | {"title": "Another"})
    row.refresh_from_db()
    assert row.title == "Another"
    foreign = model.tell(cast.hospital, by=None, **{name: getattr(row, name) for name in ("title", "language", *(
        ("text", "day") if room == "news" else ("state", "year")))})  # fmt: skip
    assert bilal.post(at("one_told", room, foreign.pk), {"remove": "1"}).status_code == 404
    bilal.post(at("one_told", room, row.pk), {"remove": "1"})
    assert not model.objects.filter(pk=row.pk).exists()


def test_all_of_it_is_taken_along_with_documents_and_no_formulas(cast, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    bilal = cast.enter(cast.bilal)
    file = SimpleUploadedFile("statutes.txt", b"Our statutes")
    assert bilal.post(at("told", "documents"), {"title": "Statutes", "language": "en"}).status_code == 422
    bilal.post(at("told", "documents"), {"title": "Statutes", "language": "en", "file": file})
    document = Document.objects.get()
    assert document.file.url in bilal.get(cast.association.get_absolute_url()).content.decode()
    News.tell(cast.association, by=cast.bilal, title="=cmd()", text="x", language="en", day=timezone.localdate())
    body = b"".join(bilal.post(at("takeaway")).streaming_content)
    archive = zipfile.ZipFile(io.BytesIO(body))
    assert "'=cmd()" in archive.read("news.csv").decode("utf-8-sig")
    assert b"Our statutes" in archive.read(f"documents/{document.pk}-{document.file.name}")
    assert "amina@" not in archive.read("members.json").decode()


def test_a_letter_and_its_answer_show_no_address(cast):
    amina, bilal = cast.enter(cast.amina), cast.enter(cast.bilal)
    assert amina.post(at("write"), {"words": "short"}).status_code == 422
    amina.post(at("write"), {"words": "May I come on Sunday?"})
    amina.post(at("write"), {"words": "May I come on Sunday?"})
    letter = Letter.objects.get()
    page = bilal.get(at("letters")).content.decode()
    assert "May I come on Sunday?" in page and "amina@" not in page
    assert cast.enter(cast.chidi).post(at("letter", letter.pk), {"words": "Not mine at all"}).status_code == 404
    bilal.post(at("letter", letter.pk), {"words": "You are welcome."})
    page = amina.get(reverse("associations:my_letters")).content.decode()
    assert "You are welcome." in page and "bilal@" not in page
    assert amina.post(at("write", slug="orhei-hospital"), {"words": "Is anybody there?"}).status_code == 409


def test_who_does_not_confirm_is_reminded_twice_then_rests_and_can_be_woken(cast, client):
    one, now = cast.association, timezone.now()
    type(one).objects.filter(pk=one.pk).update(
        confirmed_at=now - timedelta(days=190), registered_at=now - timedelta(900)
    )
    told = []
    for days in (0, 1, 22, 44, 45):
        confirming.remind(now + timedelta(days=days))
        one.refresh_from_db()
        told.append((one.reminders, one.asleep_at is not None))
    assert told == [(1, False), (1, False), (2, False), (2, True), (2, True)]
    assert Mail.objects.filter(kind="associations.still_true", address=cast.bilal.email).count() == 2
    page = client.get(one.get_absolute_url()).content.decode()
    assert "Nobody has confirmed this page since" in page
    names = re.findall(r"Orhei in Turin|Orhei district hospital", client.get("/en/associations/").content.decode())
    assert names[-1] == "Orhei in Turin"
    cast.enter(cast.bilal).post(at("confirmation"))
    assert "Nobody has confirmed" not in client.get(one.get_absolute_url()).content.decode()
