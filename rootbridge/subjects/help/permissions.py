"""Who may do what with a question."""

from .models.question import offices_of, people_of


def may_answer(user, question) -> bool:
    """Holders of a role at the office it was put to."""
    return question.office_id in offices_of(user)


def may_pass_on(user, question) -> bool:
    """Those who may answer it; where nobody may, an administrator, who does not see its words."""
    if may_answer(user, question):
        return True
    administers = bool(user.pk) and user.reach.covers("administrator", path=question.office.place.path)
    return administers and not people_of(question.office)
