"""Who reads, who names: trustees read what was sealed to them, administrators name them, nobody else sees a thing."""

import base64
import json

import pytest
from django.core.management import CommandError, call_command

from rootbridge.base.audit.models import Record
from rootbridge.base.mail.models import Letter
from rootbridge.people.members.models import Member
from rootbridge.shared.safety import permissions, sealing
from rootbridge.shared.safety.models import SafeReport, Trustee, Unfit
from tests.cast import give_role, make_member
from tests.safety.people import make_trustee, send

MANAGE = "/manage/trustees/"


@pytest.fixture
def world(cast):
    cast.lidia = make_trustee("Lidia Lawyer", outside=True)
    cast.oana = make_trustee("Oana Ombudsperson")
    cast.named = make_trustee("Nicu Named")
    cast.moderator = give_role(make_member("Mara Moderator"), "moderator", is_everywhere=True).member
    send(named=[str(cast.named.trustee.pk)])
    return cast


# Who: may name trustees, is a trustee, opens the report.
TABLE = """
            names  inbox  report
nobody        .      .      .
amina         .      .      .
bilal         .      .      .
dana          .      .      .
esi           x      .      .
moderator     .      .      .
named         .      x      .
lidia         .      x      x
oana          .      x      x
"""


def rows():
    return [line.split() for line in TABLE.strip().splitlines()[1:]]


@pytest.mark.parametrize("row", rows(), ids=lambda row: row[0])
def test_the_table_is_the_truth(world, row):
    name, names, inbox, opens = row
    person = getattr(world, name)
    person = getattr(person, "member", person)
    report = SafeReport.objects.get()
    client = world.enter(person)
    assert permissions.may_read_safe_reports(person) is (inbox == "x")
    if person.pk:
        assert permissions.may_name_trustees(world.again(person)) is (names == "x")
        assert (client.get(MANAGE).status_code == 200) is (names == "x")
    read = 200 if opens == "x" else 404 if person.pk else 302
    assert client.get(f"/en/safety/inbox/{report.token}/").status_code == read
    assert client.get(f"/en/safety/inbox/{report.token}/1/").status_code == read
    assert client.post(f"/en/safety/inbox/{report.token}/closing/").status_code == (302 if read != 404 else 404)
    assert client.get("/en/safety/inbox/").status_code == (200 if inbox == "x" else read)
    if name == "named":
        assert report.token not in client.get("/en/safety/inbox/").content.decode()


def test_what_is_handed_to_a_trustee_is_locked(world):
    report = SafeReport.objects.get()
    client = world.enter(world.lidia.member)
    assert "Zanzibar" not in client.get(f"/en/safety/inbox/{report.token}/").content.decode()
    answer = client.get(f"/en/safety/inbox/{report.token}/1/")
    assert b"Zanzibar" not in answer.content and "no-store" in answer["Cache-Control"]


def test_a_trustee_whose_time_ended_reads_no_more(world):
    report = SafeReport.objects.get()
    world.enter(world.esi).post(f"{MANAGE}{world.lidia.trustee.pk}/end/")
    assert world.enter(world.lidia.member).get(f"/en/safety/inbox/{report.token}/").status_code == 404
    assert Record.objects.filter(verb="safety.trustee_ended", actor_number=world.esi.pk).exists()


def test_a_trustee_who_comes_to_administer_reads_nothing_while_it_lasts(world):
    report, member = SafeReport.objects.get(), world.lidia.member
    role = give_role(member, "administrator", is_everywhere=True)
    client = world.enter(member)
    for page in ("", f"{report.token}/", f"{report.token}/1/"):
        assert client.get(f"/en/safety/inbox/{page}").status_code == 404
    assert not permissions.may_read_safe_reports(member)
    assert "Lidia Lawyer of" not in client.get("/en/safety/").content.decode()
    role.delete()
    assert world.enter(member).get(f"/en/safety/inbox/{report.token}/").status_code == 200


def test_an_administrator_names_somebody_who_makes_a_key(cast):
    desk = cast.enter(cast.esi)
    said = {"email": "Vasile@example.org", "name": "Vasile Priest", "is_outside_state": "on", "abouts_en": "A priest"}
    assert desk.post(MANAGE, said).status_code == 302
    trustee = Trustee.objects.get()
    assert Letter.objects.filter(kind="safety.named", member=trustee.member).exists()
    client = cast.enter(trustee.member)
    assert "data-make-key" in client.get("/en/safety/key/").content.decode()
    public = sealing.public_of(sealing.new_private())
    assert client.post("/en/safety/key/", {"public": base64.b64encode(public).decode()}).status_code == 302
    trustee.refresh_from_db()
    assert bytes(trustee.public_key) == public
    assert trustee.fingerprint in desk.get(MANAGE).content.decode()


@pytest.mark.parametrize("public", ["", "x", "AAAA", base64.b64encode(bytes(65)).decode()])
def test_what_is_no_key_comes_back(cast, public):
    holder = make_trustee("Lidia Lawyer", has_key=False)
    assert cast.enter(holder.member).post("/en/safety/key/", {"public": public}).status_code == 422


def test_nobody_changes_a_key_unseen(world):
    client = world.enter(world.oana.member)
    public = base64.b64encode(sealing.public_of(sealing.new_private())).decode()
    Letter.objects.all().delete()
    client.post("/en/safety/key/", {"public": public})
    told = set(Letter.objects.filter(kind="safety.key_changed").values_list("member", flat=True))
    assert told == {world.lidia.member.pk, world.named.member.pk}
    assert world.enter(world.esi).post("/en/safety/key/", {"public": public}).status_code == 404


@pytest.mark.parametrize("more", [{"email": "x"}, {"name": ""}, {"abouts_en": ""}, {"email": "esi@example.org"}])
def test_a_trustee_without_name_or_an_administrator_comes_back(cast, more):
    said = {"email": "vasile@example.org", "name": "Vasile", "abouts_en": "A priest"} | more
    assert cast.enter(cast.esi).post(MANAGE, said).status_code == 422
    assert not Trustee.objects.exists()


def test_an_administrator_is_unfit(cast):
    with pytest.raises(Unfit):
        Trustee.name_one(cast.esi, by=None, name="Esi", abouts={}, is_outside_state=True)


def test_a_reply_from_a_browser_is_stored_as_it_came(world):
    report = SafeReport.objects.get()
    client = world.enter(world.lidia.member)
    key, cipher = sealing.lock({"words": "We are here", "files": []})
    sealed = {
        reader: base64.b64encode(sealing.seal(base64.b64decode(public), key)).decode()
        for reader, public in report.readers().items()
    }
    said = {"cipher": base64.b64encode(cipher).decode(), "sealed": json.dumps(sealed)}
    assert client.post(f"/en/safety/inbox/{report.token}/", said).status_code == 302
    assert world.oana.reads(report)[1]["words"] == "We are here"
    empty = {"sealed": json.dumps(dict.fromkeys(sealed, ""))}
    for wrong in ({"cipher": "x!"}, {"sealed": "[]"}, {"sealed": "{"}, {"sealed": '{"": 5}'}, {"sealed": "{}"}, empty):
        answer = client.post(f"/en/safety/inbox/{report.token}/", said | wrong)
        assert answer.status_code == 422 and "did not arrive whole" in answer.content.decode()
    assert report.messages.count() == 2


def test_the_command_names_trustees(cast, capsys):
    call_command("name_trustee", "lidia@example.org", name="Lidia", about="A lawyer", outside_state=True)
    assert "stays closed" in capsys.readouterr().out
    assert Trustee.objects.get().member == Member.objects.get(email="lidia@example.org")
    with pytest.raises(CommandError):
        call_command("name_trustee", "lidia", name="Lidia")
    with pytest.raises(CommandError):
        call_command("name_trustee", "esi@example.org", name="Esi")
