"""Who may do what: every kind of role in every scope × every verb. "." may not, "x" may, "·" is not asked."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from rootbridge.people.members.models import RoleKind
from rootbridge.subjects.opportunities import permissions as may
from rootbridge.subjects.opportunities.models import Amendment, Answer, Need
from tests.cast import give_role, make_member
from tests.opportunities.factories import make_need, send

pytestmark = pytest.mark.django_db

# The need is of Orhei's hospital, in Orhei; the answer is Amina's, who lives in Italy.
SCOPES = {
    "everywhere": lambda cast: {"is_everywhere": True},
    "Moldova": lambda cast: {"place": cast.places["MD"]},
    "Orhei": lambda cast: {"place": cast.places["MD-OR"]},
    "Peresecina": lambda cast: {"place": cast.places["MD-OR-peresecina"]},
    "Soroca": lambda cast: {"place": cast.places["MD-SO"]},
    "Italy": lambda cast: {"residence": cast.places["IT"]},
    "the hospital": lambda cast: {"body": cast.hospital.body},
    "the association": lambda cast: {"body": cast.association.body},
}
VERBS = ("write", "work", "publish", "amend", "close", "see draft", "answer", "handle", "read answer")
# A role that works on needs: in its scope it does all but read answers; one that reads them cannot answer.
WORKS, READS, NOTHING = "xxxxxxx..", "xxxxxx.xx", "......x.."
INSIDE = {"everywhere", "Moldova", "Orhei", "the hospital"}
TABLE = {
    RoleKind.ADMINISTRATOR: WORKS,
    RoleKind.EDITOR: WORKS,
    RoleKind.LOCAL_REPRESENTATIVE: READS,
    RoleKind.ORGANISATION_OFFICER: READS,
    RoleKind.MODERATOR: NOTHING,
    RoleKind.RESIDENCE_REPRESENTATIVE: NOTHING,
    RoleKind.SUPPORT_AGENT: NOTHING,
}


@pytest.fixture
def scene(cast):
    """A proposed need, a public need with a change that waits, and Amina's answer to it."""
    proposed, public = make_need(cast, published=False), make_need(cast, "Another need")
    proposed.propose(by=make_member("Author Somebody"))
    amendment = Amendment.propose(public, by=make_member("Author Somebody"), hours=3)
    return proposed, public, amendment, send(public, cast.amina)


def verbs_of(who, scene) -> str:
    proposed, public, amendment, answer = scene
    asked = (
        bool(who.pk) and may.may_write_need(who, public.organisation, public.place),
        may.may_work_on_need(who, public),
        may.may_publish_need(who, proposed),
        may.may_check_amendment(who, amendment),
        may.may_close_need(who, public),
        Need.objects.visible_to(who).filter(pk=proposed.pk).exists(),
        may.may_answer_need(who, public, timezone.localdate()),
        may.may_handle_answer(who, answer),
        Answer.objects.visible_to(who).filter(pk=answer.pk).exists(),
    )
    return "".join("x" if granted else "." for granted in asked)


@pytest.mark.parametrize("kind", RoleKind.values)
@pytest.mark.parametrize("scope", SCOPES)
def test_each_role_in_each_scope(cast, scene, kind, scope):
    who = make_member("Somebody Else")
    give_role(who, kind, **SCOPES[scope](cast))
    expected = TABLE[RoleKind(kind)] if scope in INSIDE else NOTHING
    assert dict(zip(VERBS, verbs_of(who, scene), strict=True)) == dict(zip(VERBS, expected, strict=True))


def test_each_of_the_cast(cast, scene):
    found = {name: verbs_of(who, scene) for name, who in cast.everybody.items()}
    assert found == {
        "nobody": ".........", "amina": "......x.x", "bilal": NOTHING, "chidi": NOTHING, "dana": READS, "esi": WORKS,
    }  # fmt: skip


def test_nobody_handles_their_own_answer(cast):
    """Dana speaks for Orhei and comes from there; her own answer elsewhere is hers alone."""
    need = make_need(cast, organisation=cast.association, by=cast.bilal)
    answer = send(need, cast.dana)
    assert not may.may_handle_answer(cast.dana, answer)
    assert not Answer.objects.received_by(cast.dana).exists()
    assert may.may_own_answer(cast.dana, answer) and not may.may_own_answer(cast.bilal, answer)


@pytest.mark.parametrize("place", ["MD-OR", "MD-OR-peresecina", "MD"])
def test_an_officer_writes_where_the_organisation_works(cast, place):
    assert may.may_write_need(cast.bilal, cast.association, cast.places[place])
    assert not may.may_write_need(cast.bilal, cast.association, cast.places["MD-SO"])
    assert not may.may_write_need(cast.bilal, cast.hospital, cast.places[place])


@pytest.mark.parametrize("ended", [{"suspended_at": timezone.now()}, {"ended_at": timezone.now()},
                                   {"ends_on": timezone.localdate() - timezone.timedelta(days=1),
                                    "starts_on": timezone.localdate() - timezone.timedelta(days=9)}])  # fmt: skip
def test_a_role_that_rests_or_is_over_gives_nothing(cast, scene, ended):
    cast.dana.roles.update(**ended)
    assert verbs_of(cast.again(cast.dana), scene) == NOTHING


def test_answers_closed_past_and_hidden_are_not_taken(cast):
    today = timezone.localdate()
    for need in (make_need(cast, answer_by=today - timezone.timedelta(days=1)), make_need(cast, published=False)):
        assert not may.may_answer_need(cast.amina, need, today)
    closed = make_need(cast)
    closed.close(by=cast.dana)
    hidden = make_need(cast)
    hidden.hide(by=cast.esi)
    assert not any(may.may_answer_need(cast.amina, Need.objects.get(pk=one.pk), today) for one in (closed, hidden))
    assert not may.may_answer_need(AnonymousUser(), make_need(cast), today)
