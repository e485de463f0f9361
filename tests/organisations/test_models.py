"""Organisations: where they belong, how they stand, who leads them."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from rootbridge.people.organisations import audience
from rootbridge.people.organisations.models import (
    Chapter,
    Circle,
    Claim,
    LastOfficer,
    Membership,
    MovedOn,
    Officer,
    Organisation,
    Standing,
    StandingKind,
    Taken,
    Tie,
    Verification,
    lead,
    stop_leading,
)  # fmt: skip
from rootbridge.people.organisations.skeletons import skeleton
from tests.cast import give_role, make_member


def other(cast, slug="cahul-in-paris", **more):
    return Organisation.objects.create(**{
        "slug": slug, "kind": "association", "names": {"ro": slug.replace("-", " ").title()},
        "place": cast.places["MD-OR"], "residence": cast.places["FR"], "state": "listed",
    } | more)  # fmt: skip


def test_the_first_places_are_ties_and_the_name_has_a_shape(cast):
    one = cast.association
    assert sorted(one.ties.values_list("side", "place__code")) == [("here", "IT"), ("home", "MD-OR")]
    assert one.skeletons == [skeleton("ORHEI  in Turin")]
    assert Organisation.objects.working_for("MD/").filter(pk=one.pk).exists()
    assert list(Organisation.objects.living_in("IT")) == [one]


def test_ties_are_settled_on_both_sides(cast):
    changed = Tie.settle(cast.association, by=cast.bilal, home=[cast.places["MD-OR-peresecina"], cast.places["MD"]],
                         here=[(cast.places["FR"], "Paris")])  # fmt: skip
    assert changed
    cast.association.refresh_from_db()
    assert (cast.association.place.code, cast.association.residence.code) == ("MD-OR-peresecina", "FR")
    assert not Tie.settle(cast.association, by=cast.bilal, here=[(cast.places["FR"], "Paris")],
                          home=[cast.places["MD-OR-peresecina"], cast.places["MD"]])  # fmt: skip


def test_one_standing_lives_at_a_time(cast):
    Standing.take(cast.association, StandingKind.LISTED, by=None)
    again = Standing.take(cast.association, StandingKind.LISTED, by=None)
    assert cast.association.standings.get() == again
    Standing.take(cast.association, StandingKind.WAITING, by=None, flags=["double"])
    cast.association.refresh_from_db()
    assert not cast.association.is_listed
    with pytest.raises(IntegrityError), transaction.atomic():
        cast.association.standings.create(kind="listed")


def test_a_verification_wants_four_eyes_of_the_region(cast):
    second, stranger = make_member("Vera Second"), make_member("Far Away")
    give_role(second, "residence_representative", residence=cast.places["IT"])
    give_role(stranger, "local_representative", place=cast.places["FR"])
    wish, made = Verification.ask(cast.association, by=cast.bilal)
    assert made
    assert Verification.ask(cast.association, by=cast.bilal) == (wish, False)
    for nobody in (stranger, cast.bilal, cast.amina):
        with pytest.raises(PermissionDenied):
            wish.propose(by=nobody, proposal="verified", evidence={"call": "12 May"})
    wish.propose(by=cast.dana, proposal="verified", evidence={"call": "12 May"})
    with pytest.raises(PermissionDenied):
        wish.agree(by=cast.dana)
    wish.agree(by=second)
    cast.association.refresh_from_db()
    assert cast.association.is_verified
    assert Standing.of(cast.association).recheck_on == wish.recheck_on
    with pytest.raises(MovedOn):
        wish.agree(by=cast.esi)


def test_the_last_officer_stays(cast):
    with pytest.raises(LastOfficer):
        stop_leading(cast.association, cast.bilal, by=cast.bilal)
    lead(cast.association, cast.amina)
    officer = Officer.add(cast.association, by=cast.bilal, name="Bilal", function="president", member=cast.bilal)
    officer.end(by=cast.amina)
    assert [role.member for role in cast.association.editors()] == [cast.amina]


def test_a_name_is_public_only_once_its_owner_agreed(cast):
    officer = Officer.add(cast.association, by=cast.bilal, name="Ana", function="treasurer", email="ana@example.org")
    token = officer.ask(by=cast.bilal)
    found = Officer.objects.holding(token, officer.invited_at).get()
    found.answer(agrees=True, is_public=True)
    assert list(Officer.objects.public_on(found.agreed_at.date())) == [officer]
    found.show_name(by=None, is_public=False)
    assert not Officer.objects.public_on(found.agreed_at.date()).exists()


def test_no_chapter_is_its_own_parent(cast):
    middle, lowest = other(cast), other(cast, "orhei-in-lyon")
    Chapter.ask(middle, cast.association, by=None)[0].accept(by=None)
    Chapter.ask(lowest, middle, by=None)
    for parent in (cast.association, middle, lowest):
        with pytest.raises(Circle):
            Chapter.ask(cast.association, parent, by=None)
    with pytest.raises(Taken):
        Chapter.ask(middle, lowest.__class__.objects.get(slug="orhei-hospital"), by=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        Chapter.objects.create(parent=middle, chapter=middle)


def test_of_two_who_claim_one_waits_in_line(cast):
    sleeping = other(cast)
    more = {"name": "Ana", "function": "president", "words": "I founded it."}
    first, _made = Claim.make(sleeping, by=cast.amina, **more)
    second, _made = Claim.make(sleeping, by=cast.chidi, **more)
    assert (first.state, second.state) == ("live", "in_line")
    first.refuse(by=cast.dana, reasons=["not_reached"])
    second.refresh_from_db()
    assert second.state == "live"
    second.accept(by=cast.dana)
    assert [role.member for role in sleeping.editors()] == [cast.chidi]
    with pytest.raises(MovedOn):
        Claim.make(sleeping, by=cast.amina, **more)


def test_a_claim_is_shown_by_the_code_of_a_letter(cast):
    claim, _made = Claim.make(other(cast), by=cast.amina, name="Ana", function="president", words="It is mine.")
    code = claim.make_code()
    assert not claim.show_code("0")
    assert claim.show_code(code)
    code = claim.make_code()
    for _try in range(5):
        claim.show_code("1")
    assert not claim.show_code(code)


def test_members_ask_and_are_accepted(cast):
    wish, _made = Membership.ask(cast.association, by=cast.amina)
    assert Membership.objects.visible_to(cast.bilal).get() == wish
    assert wish.accept(by=cast.bilal)
    assert not wish.accept(by=cast.bilal)
    assert wish.end(by=cast.amina)


def test_nobody_opens_their_data_to_one_that_is_not_listed(cast):
    other(cast, "turin-choir", state="unseen")
    assert [one.title for one in audience.find("turin")] == ["Orhei in Turin"]
