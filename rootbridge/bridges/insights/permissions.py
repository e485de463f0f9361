"""Who may read which figures."""

from rootbridge.base.core.figures import Scope

READERS = ("administrator", "editor", "local_representative", "residence_representative")


def may_read_figures(user) -> bool:
    return user.reach.holds(*READERS)


def widest_scope(user) -> Scope:
    """What a user sees when they ask for nothing in particular."""
    for scope in user.reach.scopes:
        if scope.kind in READERS and scope.is_everywhere:
            return Scope()
    for scope in user.reach.scopes:
        if scope.kind in READERS and (scope.path or scope.residence):
            return Scope(scope.path, scope.residence)
    return Scope("/", "/")
