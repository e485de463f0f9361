"""How far a member's roles reach: the one answer that every predicate and every ``visible_to`` asks.

Scopes inherit downwards: a role for a district covers its localities (a place's path begins with its parent's).
"""

from dataclasses import dataclass

from django.db.models import Q

ADMINISTRATOR = "administrator"


@dataclass(frozen=True)
class Scope:
    """One live role, flattened. ``path``: of the place of origin; ``residence``: ISO country code; ``body``: key."""

    kind: str
    role_id: int
    is_everywhere: bool = False
    path: str = ""
    residence: str = ""
    body: str = ""


class Reach:
    """The live roles of one member. Falsy when there are none."""

    def __init__(self, scopes=()):
        self.scopes = tuple(scopes)

    @classmethod
    def from_roles(cls, roles) -> "Reach":
        """From a queryset of live roles: one query."""
        rows = roles.values_list("kind", "pk", "is_everywhere", "place__path", "residence__code", "body")
        return cls(Scope(kind, pk, every, path or "", land or "", body) for kind, pk, every, path, land, body in rows)

    def __bool__(self):
        return bool(self.scopes)

    def holds(self, *kinds) -> bool:
        """Any of these roles, whatever its scope."""
        return any(scope.kind in kinds for scope in self.scopes)

    def covers(self, *kinds, path="", residence="", body="") -> bool:
        """Does a role of these kinds reach something with this origin, residence or body?"""
        return any(
            scope.kind in kinds
            and (
                scope.is_everywhere
                or (scope.path and path.startswith(scope.path))
                or (scope.residence and scope.residence == residence)
                or (scope.body and scope.body == body)
            )
            for scope in self.scopes
        )

    def condition(self, *kinds, path=None, residence=None, body=None) -> Q:
        """The same as a condition for a query. Each argument names the column, e.g. ``path="place__path"``."""
        condition = Q(pk__in=[])
        for scope in self.scopes:
            if scope.kind not in kinds:
                continue
            if scope.is_everywhere:
                return Q()
            if scope.path and path:
                condition |= Q(**{f"{path}__startswith": scope.path})
            if scope.residence and residence:
                condition |= Q(**{residence: scope.residence})
            if scope.body and body:
                condition |= Q(**{body: scope.body})
        return condition

    def roles_condition(self) -> Q:
        """Roles and invitations that this member administers: those inside their own scopes as administrator,
        local representative or representative abroad."""
        condition = Q(pk__in=[])
        for scope in self.scopes:
            if scope.kind == ADMINISTRATOR and scope.is_everywhere:
                return Q()
            if scope.kind in GRANTS and scope.path:
                condition |= Q(place__path__startswith=scope.path)
            if scope.kind in GRANTS and scope.residence:
                condition |= Q(residence__code=scope.residence)
            if scope.kind in GRANTS and scope.body:
                condition |= Q(body=scope.body)
        return condition

    def may_grant(self, kind, *, path="", residence="", body="", is_everywhere=False) -> bool:
        """Nobody grants more than they hold: the kind must be one their role may give, the scope inside theirs."""
        for scope in self.scopes:
            if kind not in GRANTS.get(scope.kind, ()):
                continue
            if scope.is_everywhere:
                return True
            if is_everywhere:
                continue
            if (scope.path and path.startswith(scope.path)) or (scope.residence and scope.residence == residence):
                return True
            if scope.body and scope.body == body:
                return True
        return False


# Which role may give which; an administrator of a place gives inside that place only.
GRANTS = {
    ADMINISTRATOR: (ADMINISTRATOR, "editor", "moderator", "local_representative", "residence_representative",
                    "support_agent", "organisation_officer"),
    "local_representative": ("local_representative", "support_agent"),
    "residence_representative": ("residence_representative", "support_agent"),
    "organisation_officer": ("organisation_officer",),
}  # fmt: skip
