"""Who may do what with a text: write it, approve it, take it off."""

from ..authors import wrote
from ..models import PUBLISHERS, WRITERS


def may_write_text(user, text) -> bool:
    return bool(user.pk) and user.reach.covers(*WRITERS, path=text.place.path)


def may_publish_text(user, text) -> bool:
    """Put on the pages and take off them: editors and administrators of its place."""
    return bool(user.pk) and user.reach.covers(*PUBLISHERS, path=text.place.path)


def may_approve(user, submission) -> bool:
    """A second pair of eyes: whoever may show this draft and did not send it."""
    if not user.pk or user.pk == submission.by_id or not user.reach.covers(*PUBLISHERS, path=submission.place_path):
        return False
    return may_show(user, submission.revision.content_object, submission.revision)


def may_show(user, text, draft) -> bool:
    """Show a draft to readers as the second who reads it: whoever may publish there and wrote nothing of it. The place
    it shall belong to counts as much as the one it has."""
    if not may_publish_text(user, text) or not may_publish_text(user, draft.as_object()):
        return False
    return not wrote(user, text, draft)


def may_publish_alone(user) -> bool:
    """Show readers what nobody else has read: editors and administrators of everywhere, so that no text waits for a
    person who does not exist. The record names them."""
    return bool(user.pk) and user.reach.covers(*PUBLISHERS)


def may_show_picture(user, text, picture) -> bool:
    """Whoever may publish there and did not add it."""
    return may_publish_text(user, text) and (picture.by_id != user.pk or may_publish_alone(user))


def may_see_freshness(user) -> bool:
    """How fresh the texts of one's place are."""
    return any(scope.kind in PUBLISHERS and (scope.is_everywhere or scope.path) for scope in user.reach.scopes)
