"""Who may decide on a case and on an appeal, and keep prepared decisions."""

from .models.appeal import deciders_of
from .models.case import MODERATORS, REPRESENTATIVES


def may_decide_case(user, case) -> bool:
    """Moderators and administrators inside their scope, representatives but for what was said in private; never who
    wrote the thing, nor who reported it."""
    kinds = MODERATORS if case.known.is_private else (*MODERATORS, *REPRESENTATIVES)
    if not user.reach.covers(*kinds, path=case.place_path, residence=case.residence):
        return False
    author = case.known.author(case.thing) if case.thing is not None else None
    if user.pk in (case.author_id, author.pk if author is not None else None):
        return False
    return not case.reports.sent_by(user).exists()


def may_see_reports(user) -> bool:
    return user.reach.holds(*MODERATORS, *REPRESENTATIVES)


def may_decide_appeal(user, appeal) -> bool:
    """Moderators and administrators inside their scope; never who decided first, nor who appeals."""
    if not user.reach.covers(*MODERATORS, path=appeal.place_path) or appeal.member_id == user.pk:
        return False
    decision = appeal.known.find(appeal.target_id)
    return decision is not None and user.pk not in {*appeal.first_deciders, *deciders_of(appeal.known.first(decision))}


def may_keep_prepared(user, place=None) -> bool:
    """Administrators, for their own scope; for everywhere (None) those of everywhere."""
    if place is None:
        return any(scope.kind == "administrator" and scope.is_everywhere for scope in user.reach.scopes)
    return user.reach.covers("administrator", path=place.path, residence=place.code if place.is_country else "")
