"""Who may decide on a report."""

from .models.report import MODERATORS, Report


def may_decide_report(user, report) -> bool:
    """Moderators and administrators inside their scope; never who wrote the thing, nor who reported it."""
    if not user.reach.covers(*MODERATORS, path=report.place_path, residence=report.residence):
        return False
    author = report.known.author(report.thing) if report.thing is not None else None
    if author is not None and author.pk == user.pk:
        return False
    return not Report.objects.about(report.target_kind, report.target_id).sent_by(user).exists()


def may_see_reports(user) -> bool:
    return user.reach.holds(*MODERATORS)


def may_decide_appeal(user, appeal) -> bool:
    """Moderators and administrators inside their scope; never who decided first, nor who appeals."""
    if not user.reach.covers(*MODERATORS, path=appeal.place_path) or appeal.member_id == user.pk:
        return False
    decision = appeal.known.find(appeal.target_id)
    return decision is not None and user.pk not in _deciders(appeal.known.first(decision))


def _deciders(first) -> set:
    """Numbers of those who decided, one or several."""
    return first if isinstance(first, set) else {first}
