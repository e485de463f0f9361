"""Who may do what with needs and answers."""

from django.conf import settings

from .models import READERS
from .models.needs import WORKERS


def may_work_on_needs(user) -> bool:
    """Is there any need that this person may work on?"""
    return bool(user.pk) and user.reach.holds(*WORKERS)


def may_write_need(user, organisation, place) -> bool:
    """Write for an organisation and a place: inside one's scope, the place where the organisation works."""
    is_inside = place.path.startswith(organisation.place.path) or organisation.place.path.startswith(place.path)
    if user.reach.covers(*WORKERS, path=place.path):
        return True
    return is_inside and user.reach.covers(*WORKERS, path="", body=organisation.body or "")


def may_work_on_need(user, need) -> bool:
    """Change, propose and send back: inside one's place, or for one's organisation."""
    return bool(user.pk) and user.reach.covers(*WORKERS, path=need.place.path, body=need.organisation.body or "")


def may_publish_need(user, need) -> bool:
    """Make public what was proposed: under four eyes not the one who proposed it."""
    proposal = getattr(need, "proposal", None)
    return may_work_on_need(user, need) and proposal is not None and _is_second(user, proposal.by_id or need.author_id)


def may_check_amendment(user, amendment) -> bool:
    return may_work_on_need(user, amendment.need) and _is_second(user, amendment.by_id)


def may_close_need(user, need) -> bool:
    return may_work_on_need(user, need)


def may_answer_need(user, need, day) -> bool:
    """Any member, while it is open, but not for those who read its answers."""
    return bool(user.pk) and need.is_open_on(day) and not _reads_answers(user, need)


def may_handle_answer(user, answer) -> bool:
    """Home's side of an answer: the place's representative or the organisation's officer, never its own author."""
    return bool(user.pk) and answer.member_id != user.pk and _reads_answers(user, answer.need)


def may_own_answer(user, answer) -> bool:
    """The member's side of an answer."""
    return bool(user.pk) and answer.member_id == user.pk


def _reads_answers(user, need) -> bool:
    return user.reach.covers(*READERS, path=need.place.path, body=need.organisation.body or "")


def _is_second(user, first) -> bool:
    return not settings.ROOTBRIDGE_FOUR_EYES or first != user.pk
