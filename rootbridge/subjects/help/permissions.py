"""Who may do what with a question, with a talk, and with a desk."""

from django.db.models import Q

from rootbridge.people.offices.models import FocalPoint, Office
from rootbridge.shared.moderation.models import Case
from rootbridge.shared.moderation.permissions import may_decide_case

from .staff import offices_of, people_of


def may_answer(user, question) -> bool:
    """Holders of a role at the office that a question or a talk was put to, and at none that must not see it."""
    mine = set(offices_of(user))
    return question.office_id in mine and mine.isdisjoint(question.excluded)


def may_pass_on(user, question) -> bool:
    """Those who may answer it; where nobody may, an administrator, who does not see its words."""
    if may_answer(user, question):
        return True
    administers = bool(user.pk) and user.reach.covers("administrator", path=question.office.place.path)
    is_kept_out = not question.excluded or set(offices_of(user)).isdisjoint(question.excluded)
    return administers and is_kept_out and not people_of(question.office, question.excluded)


def may_change_desk(user, office) -> bool:
    """How an office is reached: administrators, and representatives of its place or of the country it serves."""
    if not user.pk:
        return False
    if user.reach.covers("administrator", "local_representative", path=office.place.path):
        return True
    return any(user.reach.covers("residence_representative", residence=code) for code in office.serves)


def may_make_rules(user) -> bool:
    """Who reads which questions: administrators, each for the offices inside their scope."""
    return bool(user.pk) and user.reach.holds("administrator")


def may_change_prepared(user, prepared) -> bool:
    """Those of an office: its people and its administrators. Those for all: administrators of everywhere."""
    if not user.pk:
        return False
    if prepared.office is None:
        return user.reach.covers("administrator")
    return prepared.office_id in offices_of(user) or user.reach.covers("administrator", path=prepared.office.place.path)


def may_lead(user, office) -> bool:
    """Set up a desk and see how busy it is: an administrator of its place, or who is named first at the office and
    answers there."""
    if not user.pk:
        return False
    if user.reach.covers("administrator", path=office.place.path):
        return True
    first = FocalPoint.objects.filter(office=office, member=user, is_first=True)
    return office.pk in offices_of(user) and first.exists()


def may_listen(user, chat) -> bool:
    """Read a talk with a reason: who leads its desk, or decides on a report about it; nobody of an excluded office."""
    if not user.pk or not set(offices_of(user)).isdisjoint(chat.excluded):
        return False
    if may_lead(user, chat.office):
        return True
    case = Case.objects.received_by(user).about("help.chat", chat.pk).order_by("-opened_at").first()
    return case is not None and may_decide_case(user, case)


def led_offices(user):
    """The offices whose desks a user leads. One query."""
    if not user.pk:
        return Office.objects.none()
    reached = user.reach.condition("administrator", path="place__path")
    first = Q(pk__in=offices_of(user), people__member=user, people__is_first=True)
    return Office.objects.filter(reached | first).select_related("place").distinct()
