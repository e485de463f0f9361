"""Who may do what with programmes, calls and applications. The centre writes rules and sees sums; applications are read
by the office that runs the programme, by reviewers without a conflict, and by who applies."""

from .models import Application, State, handled_offices
from .models.decision import is_second
from .models.programme import DEFINERS


def may_work_on_programmes(user) -> bool:
    """Is there anything of programmes for this person at work?"""
    return bool(user.pk) and (user.reach.holds(*DEFINERS) or bool(handled_offices(user)) or user.reviews.exists())


def may_write_programme(user, office) -> bool:
    """A new programme run by an office, in the place where it lies."""
    return bool(user.pk) and (
        user.reach.covers(*DEFINERS, path=office.place.path) or office.pk in handled_offices(user)
    )


def may_define_programme(user, programme) -> bool:
    """Texts, rules and calls: inside one's place, or at the office that runs it."""
    if not user.pk:
        return False
    is_inside = user.reach.covers(*DEFINERS, path=programme.place.path)
    return is_inside or programme.office_id in handled_offices(user)


def may_see_round(user, call) -> bool:
    """The sums of a call: whoever defines its programme."""
    return may_define_programme(user, call.programme)


def may_own_application(user, application) -> bool:
    """Hand in, invite, take back, say for counting: only who applies."""
    return bool(user.pk) and application.member_id == user.pk


def may_write_application(user, application) -> bool:
    """Change a draft: who applies, and who joined."""
    return bool(user.pk) and application.is_draft and Application.objects.of(user).filter(pk=application.pk).exists()


def may_handle_application(user, application) -> bool:
    """Read it, lead it through its stages, assign, propose, accompany: the office that runs it, never one's own."""
    return Application.objects.handled_by(user).filter(pk=application.pk).exists()


def may_declare_interests(user, assignment) -> bool:
    """Say whether an interest stands in the way: the reviewer, once."""
    return bool(user.pk) and assignment.reviewer_id == user.pk and assignment.ended_at is None


def may_review(user, assignment) -> bool:
    """Read and score: the reviewer who declared no conflict, in this stage or another, while it is theirs; nobody once
    it was taken back."""
    if not may_declare_interests(user, assignment) or assignment.application.state == State.WITHDRAWN:
        return False
    conflicts = user.reviews.filter(application=assignment.application_id, has_conflict=True)
    return assignment.is_open and not conflicts.exists()


def may_confirm_decision(user, decision) -> bool:
    """Make it stand: of the office, neither who proposed nor who reviewed, and not on one's own application."""
    return may_handle_application(user, decision.application) and is_second(user, decision)


def may_accompany(user, application) -> bool:
    """Plan, visit, confirm: the office, once it is granted."""
    return application.state == State.GRANTED and may_handle_application(user, application)
