"""People at work: invited, seen by region, suspended, stood in for, handed over; each told, nothing done twice."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from rootbridge.base.audit.models import Record
from rootbridge.base.mail.models import Letter
from rootbridge.people.members.bounds import Bounds
from rootbridge.people.members.models import Invitation, Member, Role, RoleKind
from rootbridge.people.offices.models import FocalPoint
from rootbridge.shared.inbox.models import Notice
from tests.cast import add_second_factor, give_role, make_member, make_place, show_factor
from tests.opportunities.factories import make_need

LOCAL = RoleKind.LOCAL_REPRESENTATIVE


@pytest.fixture
def pavel(cast):
    """A colleague of Dana's in a commune of Orhei."""
    return give_role(make_member("Pavel Rusu"), LOCAL, place=cast.places["MD-OR-peresecina"]).member


def form(**more) -> dict:
    return {"email": "new@example.org", "where": "place", "place": "Peresecina", "language": "ro", **more}


def invite(kind=LOCAL) -> str:
    return reverse("people:invite", args=[kind])


def role_of(member) -> Role:
    return Role.objects.get(member=member)


def test_a_representative_invites_somebody_who_then_works_there(cast):
    answer = cast.enter(cast.dana).post(invite(), form())
    assert answer.status_code == 302 and Invitation.objects.get().place.code == "MD-OR-peresecina"
    letter = Letter.objects.get(address="new@example.org")
    assert letter.language == "ro" and "/ro/account/invitation/" in letter.text and "Dana Lungu" in letter.text
    newcomer = make_member("Nou Venit", email="new@example.org")
    client, page = cast.enter(newcomer), reverse("invitation:welcome")
    assert client.get(page).status_code == 200 and not Role.objects.filter(member=newcomer).exists()
    assert client.post(page).status_code == 302
    assert role_of(newcomer).place.code == "MD-OR-peresecina"
    assert client.get(reverse("administration:first")).status_code == 302, "first a second factor"
    add_second_factor(newcomer)
    show_factor(client, newcomer)
    assert client.get(reverse("administration:first")).status_code == 200


def test_an_invitation_sent_twice_is_one_invitation_and_one_letter(cast):
    for _again in range(3):
        assert cast.enter(cast.dana).post(invite(), form()).status_code == 302
    assert Invitation.objects.count() == Letter.objects.filter(address="new@example.org").count() == 1
    assert Record.objects.filter(verb="members.invited").count() == 1


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"email": "no address"}, "Write an e-mail address"),
        ({"email": ""}, "Write an e-mail address"),
        ({"email": "dana@example.org"}, "your own address"),
        ({"place": ""}, "Choose which one"),
        ({"place": "Xyzzyqua"}, "We know no place called"),
        ({"place": "Soroca"}, "Which of these?"),
        ({"place": "MD-SO"}, "does not reach there"),
        ({"ends_on": "2020-01-01"}, "or past"),
        ({"ends_on": "2027-02-30"}, "Write a day of the calendar"),
        ({"starts_on": "2099-05-01", "ends_on": "2099-04-01"}, "before the first"),
        ({"language": "xx"}, "Select a valid choice"),
        ({"where": "everywhere"}, "Choose for whom"),
    ],
)
def test_what_cannot_be_invited_comes_back_with_what_to_do(cast, more, said):
    answer = cast.enter(cast.dana).post(invite(), form(**more))
    assert answer.status_code == 422 and said in answer.content.decode()
    assert not Invitation.objects.exists() and not Letter.objects.exists()


def test_places_of_one_name_are_asked_back(cast):
    make_place("MD-OR-peresecina-2", "MD-SO", "locality", {"en": "Peresecina"})
    client = cast.enter(cast.dana)
    answer = client.post(invite(), form())
    assert answer.status_code == 422 and b"Which of these?" in answer.content
    assert client.post(invite(), form(place_code="MD-OR-peresecina-2")).status_code == 422, "outside one's reach"
    assert client.post(invite(), form(place_code="MD-OR-peresecina")).status_code == 302


@pytest.mark.parametrize("kind", [RoleKind.ADMINISTRATOR, RoleKind.EDITOR, RoleKind.ORGANISATION_OFFICER, "nonsense"])
def test_a_kind_that_one_may_not_give_has_no_page(cast, kind):
    for verb in ("get", "post"):
        assert getattr(cast.enter(cast.dana), verb)(invite(kind), form()).status_code == 404


def test_hidden_fields_give_nothing_more(cast):
    more = {
        "is_everywhere": "on",
        "residence": "IT",
        "body": "office:1",
        "kind": "administrator",
        "granted_by": cast.esi.pk,
    }
    assert cast.enter(cast.dana).post(invite(), form(**more)).status_code == 302
    made = Invitation.objects.get()
    assert (made.kind, made.is_everywhere, made.residence, made.body, made.invited_by) == (
        LOCAL,
        False,
        None,
        "",
        cast.dana,
    )


def test_offices_and_countries_offered_are_one_s_own(cast):
    client = cast.enter(cast.dana)
    page = client.get(invite(RoleKind.SUPPORT_AGENT)).content.decode()
    assert cast.town_hall.audience_key in page and cast.embassy.audience_key not in page
    body = {"where": "office", "body": cast.embassy.audience_key}
    assert client.post(invite(RoleKind.SUPPORT_AGENT), form(**body)).status_code == 422
    body["body"] = cast.town_hall.audience_key
    assert client.post(invite(RoleKind.SUPPORT_AGENT), form(**body)).status_code == 302


def test_an_administrator_invites_everywhere_in_a_country_and_for_a_body(cast):
    client = cast.enter(cast.esi)
    wanted = {
        "moderator": {"where": "everywhere"},
        "residence_representative": {"where": "residence", "residence": "IT"},
        "organisation_officer": {"where": "organisation", "body": cast.hospital.body},
    }
    for kind, more in wanted.items():
        assert client.post(invite(kind), form(email=f"{kind}@example.org", **more)).status_code == 302, kind
    assert Invitation.objects.count() == 3


def test_invitations_are_taken_back_by_who_stands_over_them(cast, pavel):
    made, _made = Invitation.invite("new@example.org", LOCAL, Bounds(place=cast.places["MD-OR"]), by=cast.dana)
    page = reverse("people:withdraw", args=[made.pk])
    assert cast.enter(pavel).post(page).status_code == 404
    client = cast.enter(cast.dana)
    assert b"new@example.org" in client.get(reverse("people:invitations")).content
    for _again in range(2):
        assert client.post(page).status_code == 302
    assert b"new@example.org" not in client.get(reverse("people:invitations")).content
    assert Record.objects.filter(verb="members.invitation_withdrawn").count() == 1


def test_the_list_shows_one_s_own_people(cast, pavel):
    give_role(make_member("Sorin Soroca"), LOCAL, place=cast.places["MD-SO"])
    page = cast.enter(cast.dana).get(reverse("people:list")).content.decode()
    assert "Pavel Rusu" in page and "Bilal Ceban" in page and "Dana Lungu" in page
    assert "Sorin Soroca" not in page and "Esi Munteanu" not in page
    everybody = cast.enter(cast.esi).get(reverse("people:list")).content.decode()
    assert "Sorin Soroca" in everybody and "Esi Munteanu" in everybody
    only = cast.enter(cast.esi).get(reverse("people:list") + "?place=MD-OR&kind=local_representative").content.decode()
    assert "Pavel Rusu" in only and "Sorin Soroca" not in only and "Bilal Ceban" not in only


@pytest.mark.parametrize("query", ["?kind=x", "?place=%27", "?state=zz", "?page=x", "?page=999", "?state=over"])
def test_an_odd_filter_is_passed_over(cast, query):
    assert cast.enter(cast.dana).get(reverse("people:list") + query).status_code == 200


def test_suspending_tells_the_person_with_the_reason_and_once(cast, pavel):
    client, role = cast.enter(cast.dana), role_of(pavel)
    page = reverse("people:suspend", args=[role.pk])
    assert client.post(page, {"reason": ""}).status_code == 422
    for _again in range(2):
        assert client.post(page, {"reason": "The commune asked for a pause."}).status_code == 302
    notice = Notice.objects.get(member=pavel, kind="administration.role_suspended")
    assert notice.words["reason"] == "The commune asked for a pause." and notice.words["where"] == "Peresecina"
    assert Letter.objects.filter(member=pavel, kind="administration.role_suspended").count() == 1
    assert client.post(reverse("people:resume", args=[role.pk])).status_code == 302
    assert Notice.objects.filter(member=pavel, kind="administration.role_resumed").count() == 1
    assert b"suspended a role" in client.get(reverse("people:role", args=[role.pk])).content


@pytest.mark.parametrize("verb", ["suspend", "resume", "end", "substitute", "hand_over"])
def test_nothing_happens_to_a_role_above_one_s_own(cast, pavel, verb):
    above = role_of(cast.dana)
    assert cast.enter(pavel).post(reverse(f"people:{verb}", args=[above.pk]), {"reason": "because"}).status_code == 404
    own = role_of(cast.bilal)  # Dana sees the officer and may not change him
    assert (
        cast.enter(cast.dana).post(reverse(f"people:{verb}", args=[own.pk]), {"reason": "because"}).status_code == 403
    )


def test_a_substitute_is_named_for_some_days_and_both_are_told(cast, pavel):
    role, client = role_of(cast.dana), cast.enter(cast.dana)
    page, days = (
        reverse("people:substitute", args=[role.pk]),
        {"starts_on": timezone.localdate(), "ends_on": timezone.localdate() + timedelta(7)},
    )
    for more in ({"colleague": cast.chidi.pk}, {"colleague": cast.dana.pk}, {"colleague": ""}, {"colleague": "x"}):
        assert client.post(page, {**days, **more}).status_code == 422
    assert client.post(page, {"colleague": pavel.pk, "starts_on": timezone.localdate()}).status_code == 422
    for _again in range(2):
        assert client.post(page, {**days, "colleague": pavel.pk}).status_code == 302
    lent = Role.objects.get(substitute_for=role)
    assert lent.member == pavel and Notice.objects.filter(member=pavel, kind="administration.role_lent").count() == 1
    assert Member.objects.get(pk=pavel.pk).reach.covers(LOCAL, path=cast.places["MD-OR-orhei"].path)


def test_handing_over_takes_the_open_work_along(cast, pavel):
    role, client = role_of(cast.dana), cast.enter(cast.dana)
    draft, public = make_need(cast, "A draft", published=False), make_need(cast, "Public")
    Invitation.invite("new@example.org", LOCAL, Bounds(place=cast.places["MD-OR"]), by=cast.dana)
    FocalPoint.objects.create(office=cast.town_hall, member=cast.dana, name="Dana Lungu", functions={}, is_first=True)
    page = client.get(reverse("people:role", args=[role.pk])).content.decode()
    assert "Open invitations" in page and "Named at an office" in page
    answer = client.post(reverse("people:hand_over", args=[role.pk]), {"colleague": pavel.pk, "reason": "I retire."})
    assert answer.status_code == 302 and client.get("/manage/").status_code == 404
    for thing in (draft, public):
        thing.refresh_from_db()
    assert draft.author == pavel and public.author == cast.dana
    assert Invitation.objects.get().invited_by == pavel and FocalPoint.objects.get().name == "Pavel Rusu"
    assert Notice.objects.filter(member=pavel, kind="administration.role_given").count() == 1
    assert Member.objects.get(pk=pavel.pk).reach.covers(LOCAL, path=cast.places["MD-OR"].path)


def test_one_lays_down_one_s_own_role_and_the_last_administrator_stays(cast):
    client = cast.enter(cast.esi)
    page = reverse("people:end", args=[role_of(cast.esi).pk])
    answer = client.post(page, {"reason": "I have had enough."})
    assert answer.status_code == 422 and b"the last administrator" in answer.content
    own = cast.enter(cast.dana)
    left = own.post(reverse("people:end", args=[role_of(cast.dana).pk]), {"reason": "I move away."})
    assert left.status_code == 302 and not Member.objects.get(pk=cast.dana.pk).has_role


def test_words_of_notices_are_in_the_language_of_who_reads_them(cast, pavel):
    pavel.change(by=pavel, language="ru")
    role_of(pavel).member.refresh_from_db()
    cast.enter(cast.dana).post(reverse("people:suspend", args=[role_of(pavel).pk]), {"reason": "Пауза, как просили."})
    assert Notice.objects.get(member=pavel).words["where"] == "Пересечина"
    assert Letter.objects.get(member=pavel).language == "ru"


def test_the_list_asks_the_same_number_of_questions_for_few_and_for_many(cast, django_assert_max_num_queries):
    for number in range(20):
        give_role(make_member(f"Agent{number} X"), RoleKind.SUPPORT_AGENT, body=cast.town_hall.audience_key)
    client = cast.enter(cast.esi)
    client.get(reverse("people:list"))
    with django_assert_max_num_queries(20):
        client.get(reverse("people:list"))
