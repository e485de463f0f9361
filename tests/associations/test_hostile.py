"""Associations against those who wish harm: what lists carry, what races leave, what a former officer may still do."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from rootbridge.base.files.contents import examine
from rootbridge.base.files.models import PublicFile
from rootbridge.base.mail.models import Letter as Mail
from rootbridge.people.members.models import RoleKind
from rootbridge.people.organisations import audience
from rootbridge.people.organisations.models import Claim, MovedOn, Officer, Organisation, Standing, Verification
from rootbridge.people.privacy import erasure
from rootbridge.shared.moderation.models import Appeal
from rootbridge.subjects.associations import actions, bringing, confirming, undoing
from rootbridge.subjects.associations.models import Document, Load
from tests.associations.factories import make_organisation
from tests.cast import give_role, make_member
from tests.files.papers import PDF

SLUG = "orhei-in-turin"
COLUMNS = {"name": 0, "home": 1, "website": 2, "about": 3}


def status(client, file) -> int:
    answer = client.get(file.url)
    assert answer.streaming and b"".join(answer) or answer.status_code == 404
    return answer.status_code


def at(name, *more, slug=SLUG):
    return reverse(f"associations:{name}", args=[slug, *more])


def bring(*rows):
    load = Load.objects.create(name="A register")
    bringing.bring(load, enumerate(([*row, "", ""][:4] for row in rows), start=2), COLUMNS, by=None)
    load.refresh_from_db()
    return load


def test_a_list_brings_no_address_that_runs(cast, client):
    load = bring(("Plaiul Orhei", "Orhei", "javascript://x%0aalert(1)"), ("Codrul Orhei", "Orhei", "data://text/html,x"),
                 ("Dorul Orhei", "Orhei", "dorul.example.org"))  # fmt: skip
    assert load.counts == {"added": 1, "refused": 2}
    one = Organisation.objects.get(source="A register")
    assert one.website == "https://dorul.example.org"
    assert 'href="https://dorul.example.org"' in client.get(one.get_absolute_url()).content.decode()


def test_unseen_signs_in_a_list_break_nothing(cast):
    esi = cast.enter(cast.esi)
    file = SimpleUploadedFile("list.csv", "name,home,country\nPla\x00iul\u202e Orhei,Orhei,FR\n".encode())
    page = esi.post(reverse("manage_associations:lists"), {"file": file, "source": "x", "language": "ro"})["Location"]
    esi.post(page + "step/", {"column_name": "0", "column_home": "1"})
    assert esi.post(page + "step/", {"apply": "1"}).status_code == 302
    assert Organisation.objects.get(source="x").name == "Plaiul Orhei"


def test_taking_a_list_back_leaves_what_its_own_people_wrote_since(cast):
    make_organisation(cast, names={"ro": "Codrul"}, residence=None)
    load = bring(("Codrul", "Orhei", "codrul.example.org", "From the list"))
    one = Organisation.objects.get(slug="cahul-in-paris")
    assert load.counts == {"changed": 1} and one.website
    give_role(cast.chidi, RoleKind.ORGANISATION_OFFICER, body=one.body)
    one.change(by=cast.chidi, about={"ro": "Our own words"})
    assert undoing.undo(load, by=None) == (0, 1)
    one.refresh_from_db()
    assert one.about == {"ro": "Our own words"}


def test_a_list_is_brought_in_once_however_often_it_is_sent(cast):
    load = Load.objects.create(name="A register")
    stale = Load.objects.get(pk=load.pk)
    for one in (load, stale):
        bringing.bring(one, [(2, ["Codrul", "Orhei", "", ""])], COLUMNS, by=None)
    assert Load.objects.get().counts == {"added": 1}


def test_whoever_says_by_their_link_that_they_are_no_officer_changes_nothing_more(cast):
    officer = Officer.add(cast.association, by=cast.bilal, name="Chidi", email=cast.chidi.email, function="board",
                          may_edit=True)  # fmt: skip
    address = reverse("associations:officer", args=[officer.ask(by=cast.bilal)])
    chidi = cast.enter(cast.chidi)
    chidi.post(address, {"answer": "quiet"})
    assert cast.association.editors().filter(member=cast.chidi).exists()
    assert chidi.post(address, {"answer": "no"}).status_code == 200
    assert not cast.association.editors().filter(member=cast.chidi).exists()


def test_an_entry_that_ended_meanwhile_gives_no_right(cast):
    officer = Officer.add(cast.association, by=cast.bilal, name="Chidi", function="board", may_edit=True)
    held = Officer.objects.get(pk=officer.pk)
    officer.end(by=cast.bilal)
    held.answer(agrees=True, is_public=True, member=cast.chidi)
    assert not cast.association.editors().filter(member=cast.chidi).exists()
    assert not Officer.objects.public_on(timezone.localdate()).exists()


def test_no_second_look_brings_back_what_was_closed(cast):
    one, wish = cast.association, Verification.ask(cast.association, by=cast.bilal)[0]
    wish.propose(by=cast.dana, proposal="verified", evidence={"call": "x"})
    Standing.take(one, "closed", by=cast.esi)
    answer = cast.enter(cast.esi).post(reverse("manage_associations:agreement", args=[one.pk]), {"do": "agree"})
    assert answer.status_code == 302
    one.refresh_from_db()
    assert one.state == "closed"


def test_a_name_changed_after_the_first_look_is_not_verified_by_the_second(cast):
    one, wish = cast.association, Verification.ask(cast.association, by=cast.bilal)[0]
    wish.propose(by=cast.dana, proposal="verified", evidence={"call": "x"})
    cast.enter(cast.bilal).post(at("profile"), {"names_en": "Saxophones of Soroca", "about_en": "We meet."})
    cast.enter(cast.esi).post(reverse("manage_associations:agreement", args=[one.pk]), {"do": "agree"})
    one.refresh_from_db()
    assert (one.name, one.state) == ("Saxophones of Soroca", "listed")


def test_who_decides_late_does_not_turn_down_what_is_listed(cast):
    one = make_organisation(cast, state="unseen", author=cast.amina)
    Standing.take(one, "waiting", by=None)
    stale = Organisation.objects.get(pk=one.pk)
    actions.admit(one, by=cast.dana)
    with pytest.raises(MovedOn):
        actions.turn_down(stale, by=cast.esi, reasons=["untrue"])
    assert Organisation.objects.get(pk=one.pk).state == "listed"


def test_a_listed_name_takes_no_address_of_the_web(cast):
    said = {"names_en": "Orhei wins www.evil.example.com", "about_en": "We meet."}
    assert cast.enter(cast.bilal).post(at("profile"), said).status_code == 422


def test_an_association_off_the_pages_writes_to_nobody(cast):
    cast.association.hide(by=cast.esi)
    said = {"name": "Ion", "function": "board", "email": "victim@example.org"}
    assert cast.enter(cast.bilal).post(at("officers"), said).status_code == 422
    assert not Mail.objects.filter(address="victim@example.org").exists()


def test_documents_of_an_association_off_the_pages_are_gone_too(cast, client):
    file = PublicFile.keep(examine("paper.pdf", PDF))
    Document.tell(cast.association, by=cast.bilal, title="Statutes", language="en", file=file)
    assert status(client, file) == 200
    cast.association.hide(by=cast.esi)
    assert client.get(file.url).status_code == 404 and status(cast.enter(cast.bilal), file) == 200


def test_whoever_declared_something_is_forgotten_with_their_account(cast):
    one = make_organisation(cast, kind="enterprise", author=cast.amina)
    give_role(cast.amina, RoleKind.ORGANISATION_OFFICER, body=one.body)
    cast.enter(cast.again(cast.amina)).post(at("facts", slug=one.slug), {"fact_fair": ["no_fees"]})
    one.refresh_from_db()
    assert one.facts["fair_by"] == cast.amina.name
    give_role(make_member("Other Officer"), RoleKind.ORGANISATION_OFFICER, body=one.body)
    erasure.erase(cast.amina)
    one.refresh_from_db()
    assert one.facts == {"fair": ["no_fees"], "fair_on": timezone.localdate().isoformat()}


def test_a_search_by_name_asks_the_database_for_few(cast, django_assert_num_queries):
    make_organisation(cast, "soroca-in-lyon")
    with django_assert_num_queries(1) as asked:
        assert [one.title for one in audience.find("Orhei tur")] == ["Orhei in Turin"]
    assert "sort_key" in asked.captured_queries[0]["sql"].partition("WHERE")[2].partition("ORDER")[0]


def test_odd_words_in_a_registration_and_at_work_get_an_answer(cast, client):
    client.post(reverse("associations:register"))
    home = reverse("associations:step", args=["home"])
    assert client.get(home, {"q": "\u0958" * 80}).status_code == 200
    assert client.post(home, {"home": ["MD-OR\x00", "\x00"]}).status_code == 422
    Organisation.objects.filter(slug=SLUG).update(asleep_at=timezone.now() - timedelta(days=400))
    care = reverse("manage_associations:care", args=[cast.association.pk])
    assert cast.enter(cast.dana).post(care, {"email": "a\x00@example.org"}).status_code == 422


def test_an_appeal_about_what_is_gone_is_decided_all_the_same(cast):
    wish = Verification.ask(cast.association, by=cast.bilal)[0]
    wish.propose(by=cast.dana, proposal="refused", reasons=["not_shown"])
    wish.agree(by=cast.esi)
    appeal = Appeal.make("organisations.verification", wish, by=cast.bilal, words="We are there.")[0]
    cast.association.hide(by=None)
    assert appeal.decide(by=make_member("Third Eye"), outcome="right", reason="They are.")


def test_a_term_that_is_over_ends_the_right_to_change_the_page(cast):
    past = timezone.localdate() - timedelta(days=2)
    give_role(cast.chidi, RoleKind.ORGANISATION_OFFICER, body=cast.association.body)
    for member, day in ((cast.chidi, past), (cast.bilal, None)):
        cast.association.officers.create(member=member, name=member.name, function="board", ends_on=day, may_edit=True)
    assert cast.enter(cast.again(cast.chidi)).get(at("profile")).status_code == 200
    assert confirming.end_terms(timezone.now()) == 1
    assert cast.enter(cast.again(cast.chidi)).get(at("profile")).status_code == 404
    cast.association.officers.filter(member=cast.bilal).update(ends_on=past)
    assert confirming.end_terms(timezone.now()) == 0 and cast.association.editors().count() == 1


def test_a_claim_takes_no_page_that_somebody_leads_by_now(cast):
    claim = Claim.make(cast.hospital, by=cast.chidi, name="Chidi", function="board", words="x")[0]
    confirming.name_caretaker(cast.hospital, cast.amina, by=cast.esi)
    with pytest.raises(MovedOn):
        claim.accept(by=cast.dana)
    assert [role.member for role in cast.hospital.editors()] == [cast.amina]
