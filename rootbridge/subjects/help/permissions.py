"""Who may do what with a question."""

from .staff import offices_of, people_of


def may_answer(user, question) -> bool:
    """Holders of a role at the office it was put to, and at none that must not see it."""
    mine = set(offices_of(user))
    return question.office_id in mine and mine.isdisjoint(question.excluded)


def may_pass_on(user, question) -> bool:
    """Those who may answer it; where nobody may, an administrator, who does not see its words."""
    if may_answer(user, question):
        return True
    administers = bool(user.pk) and user.reach.covers("administrator", path=question.office.place.path)
    is_kept_out = not question.excluded or set(offices_of(user)).isdisjoint(question.excluded)
    return administers and is_kept_out and not people_of(question.office, question.excluded)
