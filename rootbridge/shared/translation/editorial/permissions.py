"""Who may do what with a text: write it, approve it, take it off."""

from ..models import PUBLISHERS, WRITERS


def may_write_text(user, text) -> bool:
    return bool(user.pk) and user.reach.covers(*WRITERS, path=text.place.path)


def may_publish_text(user, text) -> bool:
    """Put on the pages and take off them: editors and administrators of its place."""
    return bool(user.pk) and user.reach.covers(*PUBLISHERS, path=text.place.path)


def may_approve(user, submission) -> bool:
    """A second pair of eyes: whoever may publish there and neither wrote the draft nor sent it. The place it shall
    belong to counts as much as the one it has."""
    if not user.pk or user.pk in (submission.by_id, submission.revision.user_id):
        return False
    there = submission.revision.as_object().place.path
    return all(user.reach.covers(*PUBLISHERS, path=path) for path in (submission.place_path, there))


def may_see_freshness(user) -> bool:
    """How fresh the texts of one's place are."""
    return any(scope.kind in PUBLISHERS and (scope.is_everywhere or scope.path) for scope in user.reach.scopes)
