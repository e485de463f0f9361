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
