"""Who may read which figures."""

from rootbridge.base.core.figures import Scope

READERS = ("administrator", "editor", "local_representative", "residence_representative")


def may_read_figures(user) -> bool:
    return user.reach.holds(*READERS)


def may_read_figures_of(user, scope) -> bool:
    """Figures of a scope: inside one's own. Figures of everything: the centre."""
    if user.reach.covers(*READERS, path=scope.path or "/", residence=scope.residence or "/"):
        return True
    return False


def widest_scope(user) -> Scope:
    """What a user sees when they ask for nothing in particular."""
    for scope in user.reach.scopes:
        if scope.kind in READERS and scope.is_everywhere:
            return Scope()
    for scope in user.reach.scopes:
        if scope.kind in READERS and (scope.path or scope.residence):
            return Scope(scope.path, scope.residence)
    return Scope("/", "/")
