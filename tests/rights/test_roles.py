"""The life of a role: given, dated, substituted, suspended, handed over, over."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from rootbridge.base.audit.models import Record
from rootbridge.people.members.bounds import Bounds
from rootbridge.people.members.models import Invitation, Role, RoleKind
from rootbridge.people.members.models.role import LastAdministrator, Unfit
from tests.cast import give_role, make_member, make_place

LOCAL, AGENT, ADMIN = RoleKind.LOCAL_REPRESENTATIVE, RoleKind.SUPPORT_AGENT, RoleKind.ADMINISTRATOR


@pytest.fixture
def vera(db):
    return make_member("Vera Balan")


def again(member):
    return type(member).objects.get(pk=member.pk)


def orhei(cast) -> Bounds:
    return Bounds(place=cast.places["MD-OR"])


def test_a_representative_gives_a_role_inside_their_own_place_and_nowhere_else(cast, vera):
    role, made = Role.grant(vera, LOCAL, Bounds(place=cast.places["MD-OR-peresecina"]), by=cast.dana)
    assert made and role.granted_by == cast.dana and again(vera).has_role
    for bounds in (Bounds(place=cast.places["MD-SO"]), Bounds(place=cast.places["MD"])):
        with pytest.raises(PermissionDenied):
            Role.grant(vera, LOCAL, bounds, by=cast.dana)


def test_an_office_or_an_organisation_lies_where_its_place_lies(cast, vera):
    role, _made = Role.grant(vera, AGENT, Bounds(body=cast.town_hall.audience_key), by=cast.dana)
    assert role in Role.objects.visible_to(cast.dana)
    with pytest.raises(PermissionDenied):
        Role.grant(vera, AGENT, Bounds(body=cast.embassy.audience_key), by=cast.dana)
    with pytest.raises(PermissionDenied):  # a representative does not name officers
        Role.grant(vera, RoleKind.ORGANISATION_OFFICER, Bounds(body=cast.hospital.body), by=cast.dana)


def test_a_representative_abroad_names_agents_of_an_embassy_that_serves_only_their_country(cast, vera):
    rome = give_role(make_member("Rodica Pop"), RoleKind.RESIDENCE_REPRESENTATIVE, residence=cast.places["IT"]).member
    role, _made = Role.grant(vera, AGENT, Bounds(body=cast.embassy.audience_key), by=rome)
    assert role in Role.objects.visible_to(rome)
    cast.embassy.serves = ["IT", "FR"]
    cast.embassy.save()
    with pytest.raises(PermissionDenied):
        Role.grant(make_member("Zina Rusu"), AGENT, Bounds(body=cast.embassy.audience_key), by=rome)
    assert role not in Role.objects.visible_to(rome)


def test_nobody_gives_a_role_to_themselves(cast):
    with pytest.raises(PermissionDenied):
        Role.grant(cast.esi, LOCAL, orhei(cast), by=cast.esi)
    with pytest.raises(PermissionDenied):
        Invitation.invite("ESI@example.org", LOCAL, orhei(cast), by=cast.esi)


@pytest.mark.parametrize(
    ("kind", "bounds"),
    [
        (LOCAL, {"is_everywhere": True}),
        (LOCAL, {"residence": "IT"}),
        (AGENT, {"is_everywhere": True}),
        (AGENT, {"body": "organisation:1"}),
        (AGENT, {"body": "office:999999"}),
        (AGENT, {"body": "office:'; drop"}),
        (RoleKind.RESIDENCE_REPRESENTATIVE, {"residence": "MD-OR"}),
        (RoleKind.EDITOR, {}),
        (RoleKind.EDITOR, {"is_everywhere": True, "place": "MD-OR"}),
    ],
)
def test_a_role_holds_only_where_its_kind_can(cast, vera, kind, bounds):
    bounds = {key: cast.places.get(value, value) if key in ("place", "residence") else value
              for key, value in bounds.items()}  # fmt: skip
    with pytest.raises(Unfit):
        Role.grant(vera, kind, Bounds(**bounds), by=cast.esi)


def test_the_same_role_given_twice_is_one_role(cast, vera):
    first, made = Role.grant(vera, LOCAL, orhei(cast), by=cast.esi)
    second, made_again = Role.grant(vera, LOCAL, orhei(cast), by=cast.esi)
    assert first == second and made and not made_again
    assert Record.objects.filter(verb="members.role_granted").about(first).count() == 1


def test_a_role_begins_and_ends_with_its_days(cast, vera):
    role, _made = Role.grant(
        vera,
        LOCAL,
        orhei(cast),
        by=cast.esi,
        starts_on=timezone.localdate() + timedelta(1),
        ends_on=timezone.localdate() + timedelta(3),
    )
    assert not again(vera).has_role and role.state_on(timezone.localdate()) == "ahead"
    assert Role.objects.live_on(timezone.localdate() + timedelta(3)).filter(pk=role.pk).exists()
    assert not Role.objects.live_on(timezone.localdate() + timedelta(4)).filter(pk=role.pk).exists()
    with pytest.raises(Unfit):
        Role.grant(vera, RoleKind.EDITOR, orhei(cast), by=cast.esi, ends_on=timezone.localdate() - timedelta(1))


def test_a_role_whose_last_day_is_past_can_be_given_anew(cast, vera):
    old = Role.objects.create(
        member=vera,
        kind=LOCAL,
        place=cast.places["MD-OR"],
        starts_on=timezone.localdate() - timedelta(9),
        ends_on=timezone.localdate() - timedelta(1),
    )
    new, made = Role.grant(vera, LOCAL, orhei(cast), by=cast.esi)
    old.refresh_from_db()
    assert made and new != old and old.ended_at and again(vera).has_role


def test_a_role_of_limited_days_gives_no_longer_one(cast, vera):
    last = timezone.localdate() + timedelta(10)
    stand_in = make_member("Sandu Moraru")
    Role.objects.get(member=cast.dana).substitute(stand_in, by=cast.dana, starts_on=timezone.localdate(), ends_on=last)
    stand_in = again(stand_in)
    for too_long in (None, last + timedelta(1)):
        with pytest.raises(PermissionDenied):
            Role.grant(vera, LOCAL, orhei(cast), by=stand_in, ends_on=too_long)
    assert Role.grant(vera, LOCAL, orhei(cast), by=stand_in, ends_on=last)[1]


def test_a_substitute_does_the_same_work_and_stops_with_the_role(cast, vera):
    role = Role.objects.get(member=cast.dana)
    stand_in, _made = role.substitute(
        vera, by=cast.dana, starts_on=timezone.localdate(), ends_on=timezone.localdate() + timedelta(7)
    )
    assert again(vera).reach.covers(LOCAL, path=cast.places["MD-OR-orhei"].path)
    role.suspend(by=cast.esi, reason="on leave")
    assert again(vera).has_role, "a substitute goes on while the other rests"
    role.end(by=cast.esi, reason="moved away")
    stand_in.refresh_from_db()
    assert stand_in.ended_at and not again(vera).has_role


def test_a_suspended_role_is_lost_at_once_and_comes_back_only_by_another_hand(cast):
    client, role = cast.enter(cast.dana), Role.objects.get(member=cast.dana)
    assert client.get("/manage/").status_code == 200
    role.suspend(by=cast.esi, reason="asked to")
    assert client.get("/manage/").status_code == 404
    with pytest.raises(PermissionDenied):
        role.resume(by=again(cast.dana))
    role.resume(by=cast.esi)
    assert client.get("/manage/").status_code == 200


def test_suspending_twice_writes_one_record(cast):
    role = Role.objects.get(member=cast.dana)
    role.suspend(by=cast.esi, reason="a")
    role.suspend(by=cast.esi, reason="b")
    assert Record.objects.filter(verb="members.role_suspended").about(role).count() == 1


def test_nobody_suspends_or_ends_a_role_above_or_beside_their_own(cast):
    soroca = give_role(make_member("Sorin Rusu"), LOCAL, place=cast.places["MD-SO"])
    for role in (Role.objects.get(member=cast.esi), soroca, Role.objects.get(member=cast.bilal)):
        for verb in (lambda r: r.suspend(by=cast.dana, reason="x"), lambda r: r.end(by=cast.dana, reason="x")):
            with pytest.raises(PermissionDenied):
                verb(role)


def test_the_last_administrator_stays(cast, vera):
    role = Role.objects.get(member=cast.esi)
    with pytest.raises(LastAdministrator):
        role.end(by=cast.esi, reason="enough")
    give_role(vera, ADMIN, is_everywhere=True)
    Role.objects.get(member=vera).suspend(by=cast.esi, reason="x")
    with pytest.raises(LastAdministrator):
        role.end(by=cast.esi, reason="enough")
    Role.objects.get(member=vera).resume(by=cast.esi)
    assert role.end(by=cast.esi, reason="enough").ended_at


def test_handing_over_gives_the_same_role_and_ends_one_s_own(cast, vera):
    role = Role.objects.get(member=cast.dana)
    new = role.hand_over(vera, by=cast.dana, reason="I retire")
    role.refresh_from_db()
    assert (new.kind, new.place, new.ends_on) == (role.kind, role.place, None)
    assert role.ended_at and not again(cast.dana).has_role and again(vera).has_role
    with pytest.raises(Unfit):
        role.hand_over(vera, by=cast.esi, reason="again")


def test_a_substitute_who_takes_over_keeps_the_role_for_good(cast, vera):
    role = Role.objects.get(member=cast.dana)
    role.substitute(vera, by=cast.dana, starts_on=timezone.localdate(), ends_on=timezone.localdate() + timedelta(7))
    new = role.hand_over(vera, by=cast.dana, reason="I retire")
    assert new.ends_on is None and new.substitute_for is None and new.ended_at is None


def test_an_invitation_becomes_a_role_for_its_own_address_only(cast, vera):
    invitation, made = Invitation.invite(" Vera@Example.org ", LOCAL, orhei(cast), by=cast.dana)
    assert made and Invitation.invite("vera@example.org", LOCAL, orhei(cast), by=cast.dana) == (invitation, False)
    assert invitation.take(cast.chidi) is None
    assert invitation.take(vera).member == vera and again(vera).has_role
    assert invitation.take(vera) is None, "taken up once"


def test_an_invitation_dies_with_the_power_of_who_sent_it(cast, vera):
    invitation, _made = Invitation.invite(vera.email, LOCAL, orhei(cast), by=cast.dana)
    Role.objects.get(member=cast.dana).suspend(by=cast.esi, reason="x")
    assert invitation.take(vera) is None and not again(vera).has_role


def test_an_invitation_that_was_taken_back_or_is_too_old_gives_nothing(cast, vera):
    invitation, _made = Invitation.invite(vera.email, LOCAL, orhei(cast), by=cast.dana)
    with pytest.raises(PermissionDenied):
        invitation.withdraw(by=cast.chidi)
    assert invitation.withdraw(by=cast.esi).withdrawn_at and invitation.take(vera) is None
    old, made = Invitation.invite(vera.email, LOCAL, orhei(cast), by=cast.dana)
    Invitation.objects.filter(pk=old.pk).update(expires_at=timezone.now() - timedelta(1))
    assert made and old.take(vera) is None
    assert Invitation.invite(vera.email, LOCAL, orhei(cast), by=cast.dana)[1], "and can be sent again"


def test_everybody_at_work_is_seen_by_region(cast, vera):
    make_place("MD-SO-x", "MD-SO", "locality", {"en": "X"})
    soroca = give_role(vera, LOCAL, place=cast.places["MD-SO-soroca"])
    seen = set(Role.objects.visible_to(cast.dana))
    assert soroca not in seen and Role.objects.get(member=cast.esi) not in seen
    assert Role.objects.get(member=cast.bilal) in seen, "an officer of an association of Orhei"
    assert set(Role.objects.visible_to(cast.esi)) == set(Role.objects.all())
    assert not Role.objects.visible_to(cast.chidi) and not Role.objects.visible_to(cast.nobody)
