"""Who keeps links, elections and the steps of the return plan."""

from rootbridge.shared.translation.models import PUBLISHERS, WRITERS


def may_keep_links(user) -> bool:
    """Is there any link that this person may keep? Whoever writes texts, inside their scope."""
    return bool(user.pk) and any(
        scope.kind in WRITERS and (scope.is_everywhere or scope.path) for scope in user.reach.scopes
    )


def may_keep_link(user, link) -> bool:
    return bool(user.pk) and user.reach.covers(*WRITERS, path=link.place.path)


def may_keep_elections(user) -> bool:
    """Elections are a matter of the whole country: editors and administrators of everywhere."""
    return bool(user.pk) and user.reach.covers(*PUBLISHERS)


def may_keep_steps(user) -> bool:
    """The steps of the return plan hold for everybody: editors and administrators of everywhere."""
    return bool(user.pk) and user.reach.covers(*PUBLISHERS)
