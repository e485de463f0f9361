"""Who lets texts be heard."""

from ..models import PUBLISHERS


def may_record(user, article) -> bool:
    """Who publishes the text: a recording is public at once."""
    return bool(user.pk) and user.reach.covers(*PUBLISHERS, path=article.place.path)


def keeps_recordings(user) -> bool:
    """Somebody who publishes texts, of a region or of everywhere."""
    return any(scope.kind in PUBLISHERS and (scope.is_everywhere or scope.path) for scope in user.reach.scopes)
