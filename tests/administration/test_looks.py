"""Private data is opened for a reason, for thirty minutes, on record, and its owner is told at once."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from rootbridge.base.audit.models import Look, Record
from rootbridge.base.mail.models import Letter
from rootbridge.people.members.models import Ability, RoleKind
from rootbridge.people.privacy.models import Consent
from rootbridge.shared.inbox.models import Notice
from rootbridge.stewardship.administration import looking
from tests.cast import give_role, make_member

REASON = "She asked at the counter to mend her home town."
PAGE = "administration:look"


def form(**more) -> dict:
    return {"email": "amina@example.org", "keys": ["profile"], "reason": REASON, **more}


@pytest.fixture
def regional(cast):
    return give_role(make_member("Ada Orhei"), RoleKind.ADMINISTRATOR, place=cast.places["MD-OR"]).member


def look(client, **more):
    return client.post(reverse(PAGE), form(**more))


def test_an_administrator_opens_what_they_ticked_and_nothing_of_the_owner_s_own(cast):
    cast.amina.change(by=cast.amina, gender="woman", age_band="35-44")
    Ability.objects.create(member=cast.amina, own_words="asistentă medicală", language="ro")
    client = cast.enter(cast.esi)
    answer = look(client)
    assert answer.status_code == 302
    page = client.get(answer["Location"]).content.decode()
    assert "Amina Rusu" in page and "Peresecina" in page and "Turin" in page
    for hidden in ("asistentă", "amina@example.org", "Woman", "35 to 44"):
        assert hidden not in page
    more = client.get(look(client, keys=["abilities"])["Location"]).content.decode()
    assert "asistentă" in more and "Turin" not in more


def test_its_owner_is_told_at_once_and_sees_who_and_why(cast):
    look(cast.enter(cast.esi))
    notice = Notice.objects.get(member=cast.amina, kind="administration.looked")
    assert notice.words["reason"] == REASON and notice.words["viewer"] == "Administrator, Everywhere"
    letter = Letter.objects.get(member=cast.amina, kind="administration.looked")
    assert REASON in letter.text and "data" not in letter.subject.lower()
    mine = cast.enter(cast.amina).get(reverse("privacy:mine")).content.decode()
    assert REASON in mine and "Esi Munteanu" in mine and "What: Your profile" in mine


def test_it_is_on_record_without_a_word(cast):
    look(cast.enter(cast.esi))
    entry = Record.objects.get(verb="administration.looked")
    assert entry.actor_number == cast.esi.pk and entry.fields == ["profile"]
    assert entry.place_path == cast.places["MD-OR-peresecina"].path and not entry.values.exists()


def test_the_same_look_sent_twice_is_one_look(cast):
    client = cast.enter(cast.esi)
    assert look(client)["Location"] == look(client)["Location"]
    assert Look.objects.count() == Notice.objects.filter(kind="administration.looked").count() == 1


def test_it_closes_by_itself_and_by_hand(cast):
    client = cast.enter(cast.esi)
    page = look(client)["Location"]
    Look.objects.update(until=timezone.now() - timedelta(seconds=1))
    over = client.get(page).content.decode()
    assert "The time is over" in over and "Turin" not in over
    again = look(client)["Location"]
    number = Look.objects.order_by("-pk").first().pk
    for _twice in range(2):
        assert client.post(reverse("administration:end_look", args=[number])).status_code == 302
    assert "Turin" not in client.get(again).content.decode()
    assert Record.objects.filter(verb="administration.look_ended").count() == 1


def test_only_who_opened_it_reads_it(cast, regional):
    page = look(cast.enter(cast.esi))["Location"]
    for other in (regional, cast.dana):
        assert cast.enter(other).get(page).status_code == 404


def test_nobody_and_out_of_reach_get_the_same_answer(cast, regional):
    make_member("Sana Soroca", home=cast.places["MD-SO"])
    client = cast.enter(regional)
    answers = [look(client, email=email) for email in ("nobody@example.org", "sana@example.org")]
    pages = [answer.content.decode().replace("nobody@", "x@").replace("sana@", "x@") for answer in answers]
    assert [answer.status_code for answer in answers] == [422, 422] and pages[0] == pages[1]
    assert Record.objects.filter(verb="administration.look_missed").count() == 2
    assert not Look.objects.exists() and look(client).status_code == 302


def test_an_office_reads_only_what_was_opened_to_it(cast):
    agent = give_role(make_member("Ala Agent"), RoleKind.SUPPORT_AGENT, body=cast.town_hall.audience_key).member
    client = cast.enter(agent)
    assert look(client).status_code == 422, "nothing is open, so nobody is there"
    Consent.give(cast.amina, "show:home", cast.town_hall.audience_key, text="Orhei may see my home")
    page = client.get(look(client, keys=["profile", "abilities"])["Location"]).content.decode()
    assert "Peresecina" in page and "Turin" not in page and "Amina Rusu" not in page


def test_one_does_not_look_at_oneself_and_roles_without_it_have_no_page(cast):
    assert look(cast.enter(cast.esi), email="esi@example.org").status_code == 422
    editor = give_role(make_member("Emil Editor"), RoleKind.EDITOR, is_everywhere=True).member
    assert look(cast.enter(editor)).status_code == 404


@pytest.mark.parametrize("more", [{"reason": ""}, {"reason": "because"}, {"keys": []}, {"keys": ["letters"]},
                                  {"keys": ["nonsense"]}, {"email": "x"}, {"reason": "x" * 301}])  # fmt: skip
def test_no_look_without_a_whole_reason(cast, more):
    assert look(cast.enter(cast.esi), **more).status_code == 422 and not Look.objects.exists()


def test_a_hunt_ends_after_ten(cast):
    client = cast.enter(cast.esi)
    codes = [look(client, email=f"guess{number}@example.org").status_code for number in range(looking.TRIES + 2)]
    assert codes == [422] * looking.TRIES + [429] * 2


def test_a_look_given_away_with_the_role_stays_shut(cast, regional):
    client = cast.enter(regional)
    page = look(client)["Location"]
    role = regional.roles.get()
    role.suspend(by=cast.esi, reason="left")
    assert client.get(page).status_code == 404
    give_role(regional, RoleKind.MODERATOR, is_everywhere=True)
    assert "Turin" not in client.get(page).content.decode()
