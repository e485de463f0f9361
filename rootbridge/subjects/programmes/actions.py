"""Changes of programmes that reach further than one noun, and who is told."""

from django.core import signing
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from markupsafe import Markup

from rootbridge.base.design.formats import date, moment
from rootbridge.base.mail.writing import write
from rootbridge.people.members.models import Member, Role
from rootbridge.shared.conversations.ledger import say
from rootbridge.shared.inbox.telling import tell

from .gaps import is_complete
from .models import Assignment, Decision, Milestone, Party, Visit
from .models.programme import HANDLERS

JOINT_SALT = "rootbridge.programmes.joint"


def people_of(office) -> list[Member]:
    """Who reads the applications of an office now. One query."""
    live = Role.objects.live_on(timezone.localdate()).filter(kind__in=HANDLERS, body=office.audience_key)
    return list(Member.objects.active().filter(roles__in=live).distinct())


def send_application(application, *, by):
    """Hand an application in; who applies gets a receipt, the office hears of it. Errors as `Application.send`."""
    with transaction.atomic():
        sent = application.send(by=by, is_complete=is_complete)
        tell_applicants("sent", sent)
        tell_office("received", sent)
    return sent


def invite_party(application, *, by, **values):
    """Invite somebody to apply together; the letter leads to a page where they answer. Errors as `Party.invite`."""
    with transaction.atomic():
        party, made = Party.invite(application, by=by, **values)
        if made:
            language = known_language(party.email) or application.language
            with override(language):
                url = reverse("programmes:joint", args=[signing.dumps(party.pk, salt=JOINT_SALT)])
            write("programmes.invited", "programmes/notices/invited.txt", address=party.email, language=language,
                  url=url, name=party.name, person=by.short_name, programme=application.programme.names)  # fmt: skip
    return party


def known_language(email: str) -> str:
    return Member.objects.filter(email=email).values_list("language", flat=True).first() or ""


def end_party(party, *, by):
    """Somebody takes part no more; whoever did not leave by themselves hears of it."""
    with transaction.atomic():
        member = party.member
        party.end(by=by)
        if member and member != by:
            url = reverse("programmes:list")
            tell("programmes.closed_to_you", [member], url=url, programme=party.application.programme.names)


def lead_on(application, stage, *, by):
    """Lead an application to another stage, and tell who applies."""
    with transaction.atomic():
        before = application.stage_id
        moved = application.enter(stage, by=by)
        if moved.stage_id != before:
            tell_applicants("stage", moved, stage=stage.names)
    return moved


def ask_review(application, reviewer, *, by, due_on):
    """Ask for a review, and tell the reviewer; asked twice it is one. Errors as `Assignment.ask`."""
    with transaction.atomic():
        assignment, made = Assignment.ask(application, reviewer, by=by, due_on=due_on)
        if made:
            tell_reviewer("review_asked", assignment)
    return assignment


def declare(assignment, *, by, has_conflict, words=""):
    """Say whether an interest stands in the way; where one does, the office hears of it and asks somebody else."""
    with transaction.atomic():
        declared = assignment.declare(by=by, has_conflict=has_conflict, words=words)
        if declared.has_conflict:
            tell_office("conflict", declared.application)
    return declared


def propose_decision(application, *, by, **values):
    """Propose a decision; those who may confirm it hear of it."""
    with transaction.atomic():
        decision = Decision.propose(application, by=by, **values)
        tell_office("to_confirm", application, but=[by])
    return decision


def confirm_decision(decision, *, by):
    """A second person makes a decision stand; who applies hears of it in their language. Errors as
    `Decision.confirm`."""
    with transaction.atomic():
        confirmed = decision.confirm(by=by)
        tell_applicants("decided", confirmed.application)
    return confirmed


def name_adviser(application, adviser, *, by):
    with transaction.atomic():
        application.advise(adviser, by=by)
        tell_applicants("adviser", application, person=adviser.short_name)


def write_visit(application, *, by, **values):
    with transaction.atomic():
        visit = Visit.write(application, by=by, **values)
        tell_applicants("visit", application)
    return visit


def plan_milestone(application, *, by, **values):
    with transaction.atomic():
        milestone = Milestone.plan(application, by=by, **values)
        tell_applicants("milestone", application)
    return milestone


def report_milestone(milestone, *, by, evidence, paper=None):
    """The applicant's side says that it is done; the adviser hears of it."""
    with transaction.atomic():
        milestone.report(by=by, evidence=evidence, paper=paper)
        tell_adviser("reported", milestone.application)


def answer_milestone(milestone, *, by, answer=""):
    """The adviser confirms a milestone, or gives it back with what is missing."""
    with transaction.atomic():
        if answer:
            milestone.send_back(by=by, answer=answer)
        else:
            milestone.confirm(by=by)
        tell_applicants("milestone", milestone.application)


def say_in(application, *, by, words, client, at_work, session=""):
    """Write a message, once for each ``client``; the other side hears of it. Raises NotTheirs."""
    seat = application.talk().seat_desk(by) if at_work else application.seat_of(by)
    with transaction.atomic():
        said = say(seat.pk, client=client, words=words, language=by.language, session=session)
        if said.is_new and at_work:
            tell_applicants("message", application)
        elif said.is_new:
            tell_adviser("wrote", application)


def tell_applicants(kind, application, **words):
    """Who applies, and who joined, each in their language."""
    joined = application.parties.standing().filter(accepted_at__isnull=False, member__isnull=False)
    for member in [application.member, *(party.member for party in joined.select_related("member"))]:
        with override(member.language):
            url = application.get_absolute_url()
        tell(f"programmes.{kind}", [member], url=url, **_about(application), **words)


def tell_office(kind, application, but=()):
    url = reverse("manage_programmes:application", args=[application.pk])
    members = [member for member in people_of(application.programme.office) if member not in but]
    tell(f"programmes.{kind}", members, url=url, **_about(application))


def tell_adviser(kind, application):
    """Who accompanies it; nobody named yet, or no longer of the office, the whole office."""
    if application.adviser not in people_of(application.programme.office):
        tell_office(kind, application)
        return
    url = reverse("manage_programmes:application", args=[application.pk])
    tell(f"programmes.{kind}", [application.adviser], url=url, **_about(application))


def tell_reviewer(kind, assignment):
    url = reverse("manage_programmes:review", args=[assignment.pk])
    with override(assignment.reviewer.language):
        day = date(assignment.due_on)
    tell(f"programmes.{kind}", [assignment.reviewer], url=url, day=day, **_about(assignment.application))


def tell_unsent(application):
    """The call closes soon, and this draft is not sent."""
    with override(application.member.language):
        closes = Markup(moment(application.call.closes_at, application.call.clock)).striptags()
        url = application.get_absolute_url()
    tell("programmes.unsent", [application.member], url=url, closes=closes, **_about(application))


def _about(application) -> dict:
    return {"number": application.number or "", "programme": application.programme.names}
