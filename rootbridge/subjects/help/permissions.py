"""Who may do what with a question, and with a desk."""

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
