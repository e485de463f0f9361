"""Everybody who may work here, one of each role and scope, and the things they may or may not touch."""

from dataclasses import dataclass

from rootbridge.people.members.bounds import Bounds
from rootbridge.people.members.models import Invitation, Member, RoleKind
from rootbridge.people.organisations.models import Claim, Organisation, Standing, StandingKind, Verification
from rootbridge.shared.moderation.models import Report
from rootbridge.shared.moderation.registry import reportables
from rootbridge.subjects.help.models import Question
from rootbridge.subjects.localities.models import Contribution
from rootbridge.subjects.opportunities.models import Answer, Need, Proposal
from rootbridge.subjects.programmes.models import Application, Assignment, Call, Decision
from tests.cast import Cast, give_role, make_member, make_office
from tests.localities.factories import make_entry, say
from tests.opportunities.factories import make_need, send
from tests.programmes import factories as programmes


@dataclass
class Round:
    """A call of Orhei town hall: one application to decide, reviewed by the editor, and one that was granted."""

    call: Call
    sent: Application
    granted: Application
    review: Assignment
    decision: Decision


@dataclass
class Registered:
    """Organisations of Orhei with people in Italy: one that waits for a look, one that asks to be verified and was
    looked at by a first, one that is claimed."""

    waiting: Organisation
    verification: Verification
    claim: Claim


@dataclass
class World:
    """``people``: by the short names that head the columns of the table."""

    cast: Cast
    people: dict[str, Member]
    orhei_need: Need
    soroca_need: Need
    own_proposal: Need
    answer: Answer
    soroca_answer: Answer
    reports: dict[str, Report]
    question: Question
    bureau_question: Question
    abroad: Member
    soroca_member: Member
    invitation: Invitation
    round: Round
    registered: Registered
    word: Contribution


def make_world(cast) -> World:
    places = cast.places
    people = {
        "adm": cast.esi,
        "a-or": _at_work("Ada Orhei", RoleKind.ADMINISTRATOR, place=places["MD-OR"]),
        "a-it": _at_work("Aldo Italia", RoleKind.ADMINISTRATOR, residence=places["IT"]),
        "edit": _at_work("Emil Editor", RoleKind.EDITOR, is_everywhere=True),
        "mod": _at_work("Mira Mod", RoleKind.MODERATOR, is_everywhere=True),
        "m-or": _at_work("Mihai Orhei", RoleKind.MODERATOR, place=places["MD-OR"]),
        "m-it": _at_work("Mara Italia", RoleKind.MODERATOR, residence=places["IT"]),
        "r-or": cast.dana,
        "r-pe": _at_work("Pavel Peresecina", RoleKind.LOCAL_REPRESENTATIVE, place=places["MD-OR-peresecina"]),
        "r-it": _at_work("Rosa Italia", RoleKind.RESIDENCE_REPRESENTATIVE, residence=places["IT"]),
        "agnt": _at_work("Ala Agent", RoleKind.SUPPORT_AGENT, body=cast.town_hall.audience_key),
        "offc": _at_work("Oleg Officer", RoleKind.ORGANISATION_OFFICER, body=cast.hospital.body),
        "memb": cast.amina,
    }
    hall = make_office("soroca-hall", "town_hall", places["MD-SO"])
    clinic = type(cast.hospital).objects.create(
        slug="soroca-clinic", kind="clinic", names={"en": "Clinic"}, place=places["MD-SO"], office=hall
    )
    orhei = make_need(cast, "Orhei", by=make_member("Writer One"))
    soroca = make_need(cast, "Soroca", by=make_member("Writer Two"), organisation=clinic, place=places["MD-SO"])
    proposal = make_need(cast, "Proposed by the representative", by=cast.dana, published=False)
    Proposal.objects.create(need=proposal, by=cast.dana)
    helper = make_member("Helper", home=places["MD-OR"], living=places["IT"], stage="abroad")
    return World(
        cast, {name: _fresh(person) for name, person in people.items()}, orhei, soroca, proposal,
        answer=send(orhei, helper), soroca_answer=send(soroca, helper),
        reports=_reports(orhei=orhei, soroca=soroca, italy=make_need(cast, "Italy", by=make_member("Writer Three"))),
        question=_question(cast, cast.town_hall), bureau_question=_question(cast, cast.bureau),
        abroad=helper, soroca_member=make_member("Sana Soroca", home=places["MD-SO"], living=places["FR"]),
        invitation=_invitation(cast), round=make_round(cast, people), registered=make_registered(cast),
        word=say(make_entry(cast, places["MD-OR-peresecina"], by=cast.esi), helper),
    )  # fmt: skip


def make_round(cast, people) -> Round:
    hall, clerks = cast.town_hall, []
    for name in ("Clara Clerk", "Sven Second"):
        clerks.append(_at_work(name, RoleKind.SUPPORT_AGENT, body=hall.audience_key))
    clerks = [_fresh(one) for one in clerks]
    programme = programmes.make_programme(cast, place=cast.places["MD-OR"], office=hall)
    call = programmes.make_call(programme, cast)
    sent, granted = (programmes.send(call, make_member(name)) for name in ("Ada Asks", "Gina Granted"))
    review = programmes.ask_review(programmes.enter(sent, "review", clerks[0]), _fresh(people["edit"]), clerks[0])
    review.declare(by=review.reviewer, has_conflict=False)
    for one in (sent, granted):
        programmes.enter(one, "decide", clerks[0])
    programmes.propose(granted, clerks[0]).confirm(by=clerks[1])
    decision = programmes.propose(sent, clerks[0])
    for row in (sent, granted, review):
        row.refresh_from_db()
    return Round(call, sent, granted, review, decision)


def make_registered(cast) -> Registered:
    place, living = cast.places["MD-OR"], cast.places["IT"]
    said = {"kind": "association", "place": place, "residence": living}
    author = make_member("Aurel Author")
    waiting = Organisation.objects.create(slug="choir", names={"en": "The choir"}, author=author, **said)
    Standing.take(waiting, StandingKind.WAITING, by=None, flags=["double"])
    sleeping = Organisation.objects.create(slug="sleeping", names={"en": "Sleeping"}, state="listed", **said)
    claim = Claim.make(sleeping, by=author, name="Aurel", function="president", words="I founded it.")[0]
    verification = Verification.ask(cast.association, by=None)[0]
    first = _fresh(_at_work("Fiona First", RoleKind.LOCAL_REPRESENTATIVE, place=place))
    return Registered(waiting, verification.propose(by=first, proposal="verified", evidence={"call": "x"}), claim)


def _at_work(name, kind, **scope) -> Member:
    return give_role(make_member(name, email=f"{name.replace(' ', '.').lower()}@example.org"), kind, **scope).member


def _fresh(person) -> Member:
    return Member.objects.get(pk=person.pk)


def _reports(**needs) -> dict[str, Report]:
    known = reportables.get("opportunities.need")
    found = {name: Report.send(known, need, source=name, reason="hate")[0] for name, need in needs.items()}
    found["italy"].case.place_path, found["italy"].case.residence = "", "IT"
    return found


def _invitation(cast) -> Invitation:
    orhei = Bounds(place=cast.places["MD-OR"])
    return Invitation.invite("new@example.org", RoleKind.LOCAL_REPRESENTATIVE, orhei, by=cast.esi)[0]


def _question(cast, office) -> Question:
    return Question.ask(office=office, words="Where do I register a birth?", language="en", by=cast.chidi)[0]
