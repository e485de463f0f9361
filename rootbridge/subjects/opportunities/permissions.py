"""Who may do what with needs and answers."""

from django.conf import settings

from .models.need import WORKERS


def may_work_on_need(user, need) -> bool:
    """Write and change: inside one's place, or for one's organisation."""
    return user.reach.covers(*WORKERS, path=need.place.path, body=need.organisation.body or "")


def may_publish_need(user, need) -> bool:
    """Make public: those who may write it, but under four eyes not the one who proposed it."""
    if not may_work_on_need(user, need):
        return False
    proposal = getattr(need, "proposal", None)
    return not settings.ROOTBRIDGE_FOUR_EYES or proposal is None or proposal.by_id != user.pk


def may_close_need(user, need) -> bool:
    return may_work_on_need(user, need)


def may_answer_need(user, need, day) -> bool:
    """Any member, while it is open, once, and not for an organisation one works for."""
    return bool(user.pk) and need.is_open_on(day)


def may_handle_answer(user, answer) -> bool:
    """Home's side of an answer: the place's representative or the organisation's officer, never its own author."""
    need = answer.need
    return answer.member_id != user.pk and user.reach.covers(
        "local_representative", "organisation_officer", path=need.place.path, body=need.organisation.body or ""
    )


def may_own_answer(user, answer) -> bool:
    """The member's side of an answer."""
    return answer.member_id == user.pk
