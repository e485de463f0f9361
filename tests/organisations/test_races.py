"""Two hands on one organisation in the same moment: one of them wins, the other gets a clear answer."""

import pytest
from django.utils import timezone

from rootbridge.people.organisations.models import Claim, MovedOn, Organisation, Registration, Standing, Verification
from rootbridge.subjects.associations.actions import decide_claim, send_registration
from tests.associations.factories import make_organisation
from tests.cast import give_role, make_member
from tests.opportunities.test_races import at_once

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True)]
SAID = {"name": "Somebody", "function": "president", "words": "I have led it for years."}
ANSWERS = {
    "kind": "initiative_group", "name": "Peresecina la Torino", "language": "ro", "here": [["IT", "Torino"]],
    "home": ["MD-OR"], "works_on": [], "about": "We meet.", "about_language": "en", "speaker": "Ana",
    "function": "coordinator",
}  # fmt: skip


@pytest.fixture
def judges(cast):
    """Two more who may judge in Orhei."""
    found = [make_member("Ion Lupu"), make_member("Vera Rusu")]
    for one in found:
        give_role(one, "local_representative", place=cast.places["MD-OR"])
    return found


def test_of_two_who_claim_at_once_one_is_looked_at_and_the_other_waits_in_line(cast):
    listed = make_organisation(cast)

    def claims(by):
        return lambda: Claim.make(Organisation.objects.get(pk=listed.pk), by=by, **SAID)

    assert at_once(claims(cast.amina), claims(cast.chidi), claims(cast.amina)) == ["done"] * 3
    assert sorted(Claim.objects.values_list("state", flat=True)) == ["in_line", "live"]


def test_a_claim_that_two_decide_at_once_is_decided_once(cast, judges):
    listed = make_organisation(cast)
    live, _made = Claim.make(listed, by=cast.amina, **SAID)
    Claim.make(listed, by=cast.chidi, **SAID)
    first, second = judges
    came = at_once(
        lambda: decide_claim(Claim.objects.get(pk=live.pk), by=first, is_theirs=True),
        lambda: decide_claim(Claim.objects.get(pk=live.pk), by=second, is_theirs=True),
    )
    assert set(came) == {"done", MovedOn}
    assert [role.member for role in listed.editors()] == [cast.amina]
    assert sorted(Claim.objects.values_list("state", flat=True)) == ["accepted", "overtaken"]


def test_of_two_who_are_the_second_at_once_one_decides(cast, judges):
    listed = make_organisation(cast)
    wish, _made = Verification.ask(listed, by=cast.amina)
    wish.propose(by=cast.dana, proposal="verified", evidence={"call": "I called."})
    first, second = judges
    came = at_once(
        lambda: Verification.objects.get(pk=wish.pk).agree(by=first),
        lambda: Verification.objects.get(pk=wish.pk).agree(by=second),
    )
    assert set(came) == {"done", MovedOn}
    assert Standing.objects.filter(organisation=listed, kind="verified").count() == 1


def test_a_registration_sent_twice_at_once_is_one_organisation(cast):
    draft = Registration.begin(language="en", member=cast.amina)
    draft.save_step("check", ANSWERS, following="check")

    def sends():
        send_registration(Registration.objects.get(pk=draft.pk), by=cast.amina)

    assert at_once(sends, sends) == ["done", "done"]
    assert Organisation.objects.filter(author=cast.amina).count() == 1


def test_what_is_verified_is_handed_over_by_two_and_never_by_one_twice(cast, judges):
    listed = make_organisation(cast)
    Standing.take(listed, "verified", by=None, recheck_on=timezone.localdate() + timezone.timedelta(days=90))
    live, _made = Claim.make(listed, by=cast.amina, **SAID)

    def says_yes(by):
        return lambda: decide_claim(Claim.objects.get(pk=live.pk), by=by, is_theirs=True)

    came = at_once(says_yes(cast.dana), says_yes(cast.dana))
    assert "done" in came and came != ["done", "done"]
    assert not listed.editors().exists() and Claim.objects.get(pk=live.pk).first == cast.dana
    says_yes(judges[0])()
    assert [role.member for role in listed.editors()] == [cast.amina]
