"""Lists of offices: looked at first, refused whole with the line and the reason, approved by two people, taken back."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook

from rootbridge.base.audit.models import Record
from rootbridge.base.mail.models import Letter
from rootbridge.people.offices.importing import deed, sheet
from rootbridge.people.offices.importing.columns import guessed
from rootbridge.people.offices.importing.plan import plan_of
from rootbridge.people.offices.models import Batch, FocalPoint, Invitation, NotFresh, NotSecond, Office
from rootbridge.people.offices.weeks import week_of, words_of
from rootbridge.shared.inbox.models import Notice
from tests.cast import give_role, make_member, make_office
from tests.focalpoints import factories

pytestmark = pytest.mark.django_db


def test_two_administrators_read_a_list_in_and_each_person_is_asked(cast, second):
    batch = factories.bring(cast.esi)
    plan = plan_of(batch)
    assert not plan.wrong and plan.counts["offices_added"] == plan.counts["people_added"] == 2
    assert not FocalPoint.objects.exists(), "looking does nothing"
    factories.approve(batch, cast.esi)
    with pytest.raises(NotSecond):
        factories.approve(batch, cast.esi)
    assert not FocalPoint.objects.exists() and batch.state == "approved"
    factories.approve(batch, second)
    hall, consul = Office.objects.get(slug="primaria-peresecina"), FocalPoint.objects.get(name="Vasile Crudu")
    assert hall.hours["fri"] == [["08:00", "12:00"], ["13:00", "17:00"]] and consul.office.serves == ["IT"]
    assert not FocalPoint.objects.filter(is_public=True).exists() and Invitation.objects.count() == 2
    assert [letter.address for letter in Letter.objects.filter(kind="offices.invitation")] == [
        "ana.exemplu@example.org"
    ]
    assert batch.state == "applied" and bytes(batch.body) == b""
    again = factories.bring(cast.esi)
    assert plan_of(again).counts["offices_same"] == plan_of(again).counts["people_same"] == 2
    assert not plan_of(again).does_something
    assert set(Record.objects.filter(verb__startswith="offices.batch").values_list("verb", flat=True)) == {
        "offices.batch_brought", "offices.batch_approved", "offices.batch_read_in",
    }  # fmt: skip


def test_what_two_approve_is_the_same_to_the_letter(cast, second):
    batch = factories.bring(cast.esi)
    seen = batch.digest
    factories.approve(batch, cast.esi)
    with pytest.raises(NotFresh):
        batch.map(batch.mapping | {"phone": "hours"}, by=cast.esi)
    Batch.objects.filter(pk=batch.pk).update(file_digest="0" * 64)
    changed = Batch.objects.get(pk=batch.pk)
    for digest in (seen, changed.digest):
        with pytest.raises(NotFresh):
            changed.approve(by=second, digest=digest, read_in=lambda row: deed.read_in(row, by=second))
    assert not FocalPoint.objects.exists()


def test_it_is_taken_back_until_somebody_confirmed(cast, second):
    cast.town_hall.phone = "+1 23456"
    cast.town_hall.save()
    row = f"{cast.town_hall.slug},district_council,MD-OR,,+373 235 99 9,,Ana Exemplu,,ana.exemplu@example.org,ro,"
    batch = factories.approve(factories.bring(cast.esi, row, factories.ROWS[1]), cast.esi, second)
    assert Office.objects.get(pk=cast.town_hall.pk).phone == "+373 235 99 9" and Office.objects.count() == 4
    batch.undo(by=cast.esi, take_back=lambda one: deed.take_back(one, by=cast.esi))
    assert Office.objects.get(pk=cast.town_hall.pk).phone == "+1 23456" and Office.objects.count() == 3
    assert not FocalPoint.objects.exists() and not Invitation.objects.exists()
    other = factories.approve(factories.bring(cast.esi), cast.esi, second)
    Invitation.objects.first().confirm(is_public=True)
    with pytest.raises(NotFresh):
        other.undo(by=cast.esi, take_back=lambda one: deed.take_back(one, by=cast.esi))
    assert FocalPoint.objects.count() == 2


def test_taking_a_list_back_leaves_what_was_written_since(cast, second):
    row = f"{cast.town_hall.slug},district_council,MD-OR,,+373 235 99 9,,Ana Exemplu,,ana.exemplu@example.org,ro,"
    batch = factories.approve(factories.bring(cast.esi, row), cast.esi, second)
    Office.objects.get(pk=cast.town_hall.pk).change(by=cast.dana, phone="+373 235 11 1")
    kind = cast.town_hall.kind
    batch.undo(by=cast.esi, take_back=lambda one: deed.take_back(one, by=cast.esi))
    cast.town_hall.refresh_from_db()
    assert (cast.town_hall.phone, cast.town_hall.kind) == ("+373 235 11 1", kind)


def test_a_person_is_known_by_name_until_there_is_an_address(cast, second):
    paper = factories.make_person(cast.town_hall, "Vasile Crudu", confirmed_at=None, is_public=False)
    row = "orhei-town-hall,district_council,MD-OR,,,,Vasile Crudu,,{},ro,"
    assert plan_of(factories.bring(cast.esi, row.format(""))).people[0].thing == paper
    batch = factories.approve(factories.bring(cast.esi, row.format("vasile@example.org")), cast.esi, second)
    paper.refresh_from_db()
    assert paper.email == "vasile@example.org" and FocalPoint.objects.count() == 1 and paper.invitations.count() == 1
    Batch.objects.filter(pk=batch.pk).update(made={})
    assert not deed.may_take_back(Batch.objects.get(pk=batch.pk)), "what it did is no longer known"


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("Hall,town_hall,MD-OR", "3 cells and the first line 11"),
        ("=1+1,town_hall,MD-OR,,,,,,,,", "formula"),
        ("Hall,castle,MD-OR,,,,,,,,", "“castle” is no kind of office"),
        ("Hall,town_hall,Nowhere,,,,,,,,", "“Nowhere” is no place"),
        ("Rome,embassy,MD,,,,,,,,", "which country"),
        ("Rome,embassy,MD,XX,,,,,,,", "“XX” is no country"),
        ("Hall,town_hall,MD-OR,,,always,,,,,", "“always” are no hours"),
        ("Hall,town_hall,MD-OR,,,,Ana,,not an address,,", "no e-mail address"),
        ("Hall,town_hall,MD-OR,,,,,,ana@example.org,,", "without a name"),
        ("Hall,town_hall,MD-OR,,,,Ana ✔,,,,", "no ticks"),
        ("Hаll,town_hall,MD-OR,,,,,,,,", "two alphabets"),
        ("Hall,town_hall,MD-OR,,,,Ana,,,,31.13.2030", "“31.13.2030” is no day"),
    ],
)
def test_one_wrong_line_refuses_the_whole_file_with_its_reason(cast, row, words):
    plan = plan_of(factories.bring(cast.esi, factories.ROWS[0], row))
    assert plan.wrong == 1 and plan.faults[0][0] == 3 and words in plan.faults[0][1]
    assert not plan.does_something


def test_a_file_that_is_none_gets_a_clear_answer(cast):
    client, address = cast.enter(cast.esi), reverse("manage_offices:lists")
    long = factories.sheet(*["Hall,town_hall,MD-OR,,,,,,,,"] * (sheet.MOST_ROWS + 1))
    for body, words in (
        (b"", "The file is empty."),
        ("office,kind\nPrim\u0103ria,x".encode("utf-16-le"), "This is no list."),
        ("office,kind\nPrimăria,x".encode("latin2"), "CSV UTF-8"),
        (b"PK\x03\x04 broken", "cannot be read"),
        (b"x" * (sheet.MOST_BYTES + 1), "larger than 5 MB"),
    ):
        answer = client.post(address, {"file": SimpleUploadedFile("list.csv", body)})
        if body[:6] == b"office":  # its first line can be read, the rest is looked at on the next page
            answer = client.get(answer.url) if answer.status_code == 302 else answer
        assert words in answer.text, words
    answer = client.post(address, {"file": SimpleUploadedFile("list.csv", long)}, follow=True)
    assert "more than 5,000 lines" in answer.text and not Office.objects.filter(slug="hall").exists()


def test_a_workbook_is_read_like_a_list(cast):
    book, out = Workbook(), io.BytesIO()
    book.active.append(["Instituție", "Tip", "Localitate", "Persoană", "E-mail", "Până la"])
    book.active.append(
        ["Primăria Peresecina", "Primărie", "Peresecina", "Ana Exemplu", "ana@example.org", "31.12.2031"]
    )
    book.active.append(["Primăria Orhei", "town_hall", "Orhei", "=HYPERLINK(1)", "", ""])
    book.save(out)
    client = cast.enter(cast.esi)
    page = client.post(
        reverse("manage_offices:lists"), {"file": SimpleUploadedFile("l.xlsx", out.getvalue())}, follow=True
    )
    batch = Batch.objects.get()
    assert batch.mapping["office"] == "Instituție" and batch.mapping["ends_on"] == "Până la"
    plan = plan_of(batch)
    assert plan.faults == [(3, "“=HYPERLINK(1)” is a formula. Write its value.")] and "HYPERLINK" in page.text
    assert plan.offices[0].facts["place"].code == "MD-OR-peresecina"


def test_an_administrator_of_a_place_writes_and_approves_there_only(cast, second):
    ada = make_member("Ada Orhei")
    give_role(ada, "administrator", place=cast.places["MD-OR"])
    client = cast.enter(cast.again(ada))
    body = factories.sheet("Soroca hall,town_hall,MD-SO-soroca,,,,,,,,")
    client.post(reverse("manage_offices:lists"), {"file": SimpleUploadedFile("a.csv", body)})
    mine = Batch.objects.get()
    assert mine.scope_path == cast.places["MD-OR"].path and "not yours" in plan_of(mine).faults[0][1]
    whole = factories.bring(cast.esi)
    assert client.get(reverse("manage_offices:one_list", args=[whole.pk])).status_code == 404
    answer = client.post(reverse("manage_offices:approval", args=[whole.pk]), {"do": "approve", "digest": whole.digest})
    assert answer.status_code == 404 and not whole.approvals.exists()


def test_the_pages_lead_from_the_file_to_the_second_approval(cast, second):
    first, other = cast.enter(cast.esi), cast.enter(second)
    page = first.post(
        reverse("manage_offices:lists"), {"file": SimpleUploadedFile("offices.csv", factories.sheet())}, follow=True
    )
    batch = Batch.objects.get()
    assert "What it would do" in page.text and "Ana Exemplu" in page.text
    step = reverse("manage_offices:approval", args=[batch.pk])
    first.post(step, {"do": "approve", "digest": batch.digest})
    assert first.post(step, {"do": "approve", "digest": batch.digest}).status_code == 403
    assert Notice.objects.get(kind="offices.list_waits").member == second
    assert "A list wants a second approval" in other.get("/manage/").text
    page = other.post(step, {"do": "approve", "digest": batch.digest}, follow=True)
    assert "Everybody new was asked" in page.text and FocalPoint.objects.count() == 2
    page = first.get(reverse("manage_offices:invitations"))
    assert "Vasile Crudu" in page.text and "on paper" in page.text
    answer = first.get(reverse("manage_offices:letters"))
    assert answer["Content-Type"] == "application/pdf" and answer.content[:5] == b"%PDF-"
    page = first.post(reverse("manage_offices:undoing", args=[batch.pk]), follow=True)
    assert "All is as before" in page.text and not FocalPoint.objects.exists()


def test_columns_are_guessed_and_hours_read_back():
    assert guessed(["Denumire", "Tip", "Cod", "Nume", "Adresa", "Program"]) == {
        "office": "Denumire", "kind": "Tip", "place": "Cod", "person": "Nume", "address": "Adresa", "hours": "Program",
    }  # fmt: skip
    week = week_of("lun-joi 9:00-13:00, 14:00-17:00; vin 09:00-13:00")
    assert words_of(week) == "mon-thu 09:00-13:00, 14:00-17:00; fri 09:00-13:00" and week_of(words_of(week)) == week


def test_what_is_not_yet_public_or_not_in_ones_scope_is_missing_byte_by_byte(cast):
    """Who has not confirmed is on no page; offices, people and lists of the other district are not there at work."""
    asked = factories.make_person(cast.town_hall, name="Not Yet", confirmed_at=None, is_public=False)
    soroca = make_office("soroca-hall", "town_hall", cast.places["MD-SO"])
    far = factories.make_person(soroca, name="Far Away")
    batch = Batch.objects.create(name="soroca.csv", body=b"", file_digest="", scope_path=cast.places["MD-SO"].path)
    keeper = make_member("Keeps Orhei", email="keeps@example.org")
    give_role(keeper, "administrator", place=cast.places["MD-OR"])
    at_work = [("manage_offices:office", soroca.slug, "never-was"), ("manage_offices:person", far.pk, 987_654)]
    pages = {
        cast.chidi: [("focalpoints:person", asked.slug, "nobody-2b2b2b")],
        cast.dana: at_work,
        cast.again(keeper): [*at_work, ("manage_offices:one_list", batch.pk, 987_654)],
    }
    for person, addresses in pages.items():
        client = cast.enter(person)
        client.get(reverse("focalpoints:list"))
        for name, there, missing in addresses:
            answers = set()
            for key in (there, missing):
                address = reverse(name, args=[key])
                answer = client.get(address)
                answers.add((answer.status_code, answer.content.replace(address.encode(), b"")))
            assert len(answers) == 1 and answers.pop()[0] == 404, name
