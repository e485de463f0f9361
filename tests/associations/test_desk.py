"""Those on duty: list it or not, verify it by two, decide whose it is; each inside their reach only."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from rootbridge.base.audit.models import Record
from rootbridge.base.mail.models import Letter
from rootbridge.people.members.models import RoleKind
from rootbridge.people.organisations.models import Claim, Officer, Paper, Standing, StandingKind, Verification
from rootbridge.shared.inbox.models import Notice
from rootbridge.shared.moderation.models import Appeal
from rootbridge.shared.moderation.permissions import may_decide_appeal
from rootbridge.subjects.associations import actions
from tests.associations.factories import make_organisation
from tests.cast import add_second_factor, give_role, make_member


def at(name, *numbers):
    return reverse(f"manage_associations:{name}", args=numbers)


def on_duty(name, kind, **scope):
    found = make_member(name)
    give_role(found, kind, **scope)
    add_second_factor(found)
    return type(found).objects.get(pk=found.pk)


@pytest.fixture
def duty(cast):
    """dana answers for Orhei, second for people in Italy, soroca for Soroca."""
    add_second_factor(cast.dana)
    return {
        "dana": cast.again(cast.dana),
        "second": on_duty("Vera Italia", RoleKind.RESIDENCE_REPRESENTATIVE, residence=cast.places["IT"]),
        "soroca": on_duty("Sorin Soroca", RoleKind.LOCAL_REPRESENTATIVE, place=cast.places["MD-SO"]),
    }


def test_two_people_verify_it_and_nobody_of_another_region_sees_it(cast, duty):
    number = cast.association.pk
    wish = reverse("associations:wish", args=[cast.association.slug])
    cast.enter(cast.bilal).post(wish, {"words": "The town hall knows us."})
    first, second, far = (cast.enter(duty[name]) for name in ("dana", "second", "soroca"))
    assert "Orhei in Turin" in first.get(at("list") + "?show=verify").content.decode()
    assert "Orhei in Turin" not in far.get(at("list") + "?show=verify").content.decode()
    assert far.get(at("organisation", number)).status_code == 404
    assert far.post(at("proposal", number), {"outcome": "verified", "seen_call": "x"}).status_code == 404
    bare = first.post(at("proposal", number), {"outcome": "verified"})
    assert bare.status_code == 422 and "Say what you saw" in bare.content.decode()
    refused = first.post(at("proposal", number), {"outcome": "refused", "words": "Kept words"})
    assert refused.status_code == 422 and "Kept words" in refused.content.decode()
    first.post(at("proposal", number), {"outcome": "verified", "seen_call": "On 12 May, with the president"})
    assert first.post(at("agreement", number), {"do": "agree"}).status_code == 403
    assert second.post(at("agreement", number), {"do": "back", "words": "Whom did you call there?"}).status_code == 302
    assert not Verification.objects.get().proposal
    first.post(at("proposal", number), {"outcome": "verified", "seen_call": "The president, Bilal"})
    second.post(at("agreement", number), {"do": "agree"})
    cast.association.refresh_from_db()
    assert cast.association.is_verified
    assert Notice.objects.filter(member=cast.bilal, kind="associations.verified").exists()
    assert Record.objects.filter(verb="organisations.verification_decided").exists()
    page = cast.enter(cast.bilal).get(reverse("associations:standing", args=[cast.association.slug]))
    assert "Two people looked at it." in page.content.decode()


def test_an_embassy_verifies_people_of_its_country(cast):
    clerk = on_duty("Clara Rome", RoleKind.SUPPORT_AGENT, body=cast.embassy.audience_key)
    verification, _made = Verification.ask(cast.association, by=cast.bilal)
    verification.propose(by=clerk, proposal="verified", evidence={"register": "number 12"})
    abroad = make_organisation(cast)
    with pytest.raises(PermissionDenied):
        Verification.ask(abroad, by=None)[0].propose(by=clerk, proposal="verified", evidence={"call": "x"})


def test_a_refusal_is_told_and_somebody_else_looks_again(cast, duty):
    verification, _made = actions.ask_verification(cast.association, by=cast.bilal)
    actions.propose(verification, by=duty["dana"], proposal="refused", reasons=["no_tie"], answer="Nu v-am găsit.",
                    language="ro")  # fmt: skip
    actions.agree(verification, by=duty["second"])
    officer = cast.enter(cast.bilal)
    address = reverse("associations:standing", args=[cast.association.slug])
    page = officer.get(address).content.decode()
    assert "We found no tie to the place that it names." in page and "Nu v-am găsit." in page
    assert (
        officer.post(reverse("associations:appeal", args=[cast.association.slug]), {"words": "no"}).status_code == 422
    )
    officer.post(reverse("associations:appeal", args=[cast.association.slug]), {"words": "We are from Orhei indeed."})
    appeal = Appeal.objects.get()
    assert not may_decide_appeal(duty["dana"], appeal) and may_decide_appeal(cast.esi, appeal)
    appeal.decide(by=cast.esi, outcome="right", reason="They are from Orhei.")
    assert cast.association.verifications.open().exists()
    assert "you were right" in officer.get(address).content.decode() or cast.association.is_listed


def test_who_judged_as_first_or_second_decides_on_no_appeal(cast):
    verification, _made = Verification.ask(cast.association, by=cast.bilal)
    other = on_duty("Ada Second", RoleKind.ADMINISTRATOR, is_everywhere=True)
    verification.propose(by=cast.esi, proposal="refused", reasons=["name"])
    verification.agree(by=other)
    appeal, _made = Appeal.make("organisations.verification", verification, by=cast.bilal, words="Look again, please.")
    assert [may_decide_appeal(one, appeal) for one in (cast.esi, other)] == [False, False]


def test_one_that_waits_is_listed_or_turned_down_by_those_of_its_place(cast, duty):
    author = cast.amina
    waits = [make_organisation(cast, slug, state="unseen", author=author) for slug in ("orhei-one", "orhei-two")]
    for one in waits:
        Standing.take(one, StandingKind.WAITING, by=None, flags=["double"])
    dana = cast.enter(duty["dana"])
    assert "orhei-one" not in cast.enter(duty["soroca"]).get(at("list")).content.decode().lower()
    dana.post(at("admission", waits[0].pk), {"outcome": "listed"})
    assert dana.post(at("admission", waits[1].pk), {"outcome": "refused"}).status_code == 422
    dana.post(at("admission", waits[1].pk), {"outcome": "refused", "reasons": ["double"], "words": "There already."})
    for one in waits:
        one.refresh_from_db()
    assert [one.state for one in waits] == ["listed", "unseen"]
    assert [role.member for role in waits[0].editors()] == [author]
    page = cast.enter(author).get(reverse("associations:standing", args=[waits[1].slug])).content.decode()
    assert "It is there already under another name." in page and "Let somebody else look" in page


def test_of_two_claims_one_is_looked_at_and_the_other_waits_in_line(cast, duty):
    sleeping = make_organisation(cast, email="board@example.org")
    address = reverse("associations:claim", args=[sleeping.slug])
    said = {"name": "Ana", "function": "president", "words": "I founded it in 2009 with my sister."}
    first, other = cast.enter(cast.amina), cast.enter(cast.chidi)
    assert first.post(address, said | {"words": "mine"}).status_code == 422
    for reader in (first, first, other):
        reader.post(address, said)
    assert [claim.state for claim in Claim.objects.order_by("pk")] == ["live", "in_line"]
    assert "You wait in line" in other.get(address).content.decode()
    first.post(reverse("associations:claim_code", args=[sleeping.slug]), {"send": "1"})
    code = Letter.objects.get(kind="associations.claim_code").text.split("\n\n")[2].strip()
    assert first.post(reverse("associations:claim_code", args=[sleeping.slug]), {"code": "1"}).status_code == 422
    first.post(reverse("associations:claim_code", args=[sleeping.slug]), {"code": code})
    dana, claim = cast.enter(duty["dana"]), Claim.objects.order_by("pk").first()
    assert claim.code_shown_at
    assert cast.enter(duty["soroca"]).post(at("claim", sleeping.pk, claim.pk), {"outcome": "yes"}).status_code == 404
    dana.post(at("claim", sleeping.pk, claim.pk), {"outcome": "yes"})
    assert "Somebody else was accepted before you" in other.get(address).content.decode()
    assert Notice.objects.filter(kind="associations.overtaken", member=cast.chidi).exists()
    assert [role.member for role in sleeping.editors()] == [cast.amina]


def test_what_is_verified_is_handed_over_by_two(cast, duty):
    listed = make_organisation(cast, residence=cast.places["IT"])
    Standing.take(listed, "verified", by=None, recheck_on=timezone.localdate() + timedelta(days=90))
    claim, _made = Claim.make(listed, by=cast.chidi, name="Chidi", function="president", words="I lead it.")
    first, second = cast.enter(duty["dana"]), cast.enter(duty["second"])
    address = at("claim", listed.pk, claim.pk)
    assert first.post(address, {"outcome": "yes"}, follow=True).context is None or not listed.editors().exists()
    assert Notice.objects.filter(kind="associations.to_decide", member=duty["second"]).exists()
    assert not Notice.objects.filter(kind="associations.claim_accepted").exists()
    page = first.get(at("organisation", listed.pk)).content.decode()
    assert "a second person decides too" in page and address not in page
    assert first.post(address, {"outcome": "yes"}).status_code == 403
    assert address in second.get(at("organisation", listed.pk)).content.decode()
    second.post(address, {"outcome": "yes"})
    assert [role.member for role in listed.editors()] == [cast.chidi]


def test_the_queue_is_narrowed_by_where_somebody_is_from_or_lives(cast, duty):
    for slug, home, land in (("one", "MD-OR", "IT"), ("two", "MD-SO", "FR")):
        Standing.take(
            make_organisation(cast, slug, place=cast.places[home], residence=cast.places[land], state="unseen"),
            StandingKind.WAITING, by=None, flags=["double"],
        )  # fmt: skip
    esi = cast.enter(cast.esi)
    for asked, shown, hidden in (("MD/MD-SO", "Two", "One"), ("IT", "One", "Two")):
        page = esi.get(at("list"), {"show": "look", "where": asked}).content.decode()
        assert f">{shown}</a>" in page and f">{hidden}</a>" not in page and "From " in page
    assert ">One</a>" in esi.get(at("list"), {"where": "nowhere"}).content.decode()


def test_an_officer_agrees_by_mail_and_can_take_it_back(cast):
    officer = Officer.add(cast.association, by=cast.bilal, name="Ion", function="treasurer", email="ion@example.org")
    actions.ask_officer(officer, by=cast.bilal, language="en")
    address = Letter.objects.get(kind="associations.officer").text.split("http")[1].split()[0]
    reader, address = cast.enter(cast.nobody), "/" + address.split("/", 3)[3]
    assert "Treasurer" in reader.get(address).content.decode()
    assert reader.post(address, {"answer": "perhaps"}).status_code == 422
    for said, is_public in (("public", True), ("quiet", False)):
        reader.post(address, {"answer": said})
        assert Officer.objects.get(pk=officer.pk).is_public is is_public
    reader.post(address, {"answer": "no"})
    assert reader.get(address).status_code == 404


def test_a_verification_runs_out_with_a_notice(cast):
    Standing.take(cast.association, StandingKind.VERIFIED, by=None, recheck_on=timezone.localdate())
    now = timezone.now()
    assert actions.lapse(now) == 0
    assert actions.lapse(now + timedelta(days=2)) == 1
    cast.association.refresh_from_db()
    assert cast.association.state == "listed" and Standing.of(cast.association).kind == "lapsed"
    assert Notice.objects.get(kind="associations.lapsed").member == cast.bilal


def test_opening_a_paper_is_written_down(cast, duty, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    checked = type("Checked", (), {"name": "statutes.txt", "kind": "txt", "body": b"We agree."})
    paper = Paper.keep(checked, organisation=cast.association)
    answer = cast.enter(duty["dana"]).get(at("paper", cast.association.pk, paper.pk))
    assert b"".join(answer.streaming_content) == b"We agree."
    assert Record.objects.get(verb="organisations.paper_opened").actor_number == cast.dana.pk
    assert cast.enter(duty["soroca"]).get(at("paper", cast.association.pk, paper.pk)).status_code == 404


def test_the_centre_reserves_names_and_tries_them(cast):
    add_second_factor(cast.esi)
    centre = cast.enter(cast.esi)
    assert "listed at once" in centre.get(at("names") + "?try=Casa+Limbii").content.decode()
    assert centre.post(at("names"), {"name": "x"}).status_code == 422
    centre.post(at("names"), {"name": "Casa Limbii"})
    assert "would be refused" in centre.get(at("names") + "?try=CASA+Limbii").content.decode()
    assert "wait for a look" in centre.get(at("names") + "?try=Min.+Limbii").content.decode()
