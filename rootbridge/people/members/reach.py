"""How far a member's roles reach: the one answer that every predicate and every ``visible_to`` asks.

Scopes inherit downwards: a role for a district covers its localities (a place's path begins with its parent's).
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from .bodies import keys_inside

ADMINISTRATOR = "administrator"
EVERYTHING = ~Q(pk__in=[])  # not Q(), which vanishes beside an "or"


@dataclass(frozen=True)
class Scope:
    """One live role, flattened. ``path``: of the place of origin; ``residence``: ISO country code; ``body``: key;
    ``until``: its last day, None when it has none."""

    kind: str
    role_id: int
    is_everywhere: bool = False
    path: str = ""
    residence: str = ""
    body: str = ""
    until: date | None = None

    def holds(self, *, path="", residence="", body="", is_everywhere=False) -> bool:
        """Does something with this origin, residence or body lie inside?"""
        if self.is_everywhere or is_everywhere:
            return self.is_everywhere
        return bool(
            (self.path and path.startswith(self.path))
            or (self.residence and self.residence == residence)
            or (self.body and self.body == body)
        )


class Reach:
    """The live roles of one member. Falsy when there are none."""

    def __init__(self, scopes=()):
        self.scopes = tuple(scopes)

    @classmethod
    def from_roles(cls, roles) -> "Reach":
        """From a queryset of live roles: one query."""
        rows = roles.values_list("kind", "pk", "is_everywhere", "place__path", "residence__code", "body", "ends_on")
        return cls(
            Scope(kind, pk, every, path or "", land or "", body, until)
            for kind, pk, every, path, land, body, until in rows
        )

    def __bool__(self):
        return bool(self.scopes)

    def holds(self, *kinds) -> bool:
        """Any of these roles, whatever its scope."""
        return any(scope.kind in kinds for scope in self.scopes)

    def covers(self, *kinds, path="", residence="", body="") -> bool:
        """Does a role of these kinds reach something with this origin, residence or body?"""
        return any(
            scope.kind in kinds and scope.holds(path=path, residence=residence, body=body) for scope in self.scopes
        )

    def condition(self, *kinds, path=None, residence=None, body=None) -> Q:
        """The same as a condition for a query. Each argument names the column, e.g. ``path="place__path"``."""
        condition = Q(pk__in=[])
        for scope in self.scopes:
            if scope.kind not in kinds:
                continue
            if scope.is_everywhere:
                return EVERYTHING
            if scope.path and path:
                condition |= Q(**{f"{path}__startswith": scope.path})
            if scope.residence and residence:
                condition |= Q(**{residence: scope.residence})
            if scope.body and body:
                condition |= Q(**{body: scope.body})
        return condition

    def roles_condition(self) -> Q:
        """Roles and invitations that this member administers: those inside the scopes of roles that may give roles,
        of bodies that lie there too."""
        condition = Q(pk__in=[])
        for scope in self.scopes:
            if scope.kind not in GRANTS:
                continue
            if scope.is_everywhere:
                return EVERYTHING
            if scope.path:
                condition |= Q(place__path__startswith=scope.path)
            if scope.residence:
                condition |= Q(residence__code=scope.residence)
            if scope.body:
                condition |= Q(body=scope.body)
            for keys in keys_inside(path=scope.path, residence=scope.residence):
                condition |= Q(body__in=keys)
        return condition

    def may_manage(self, kind, *, path="", residence="", body="", is_everywhere=False) -> bool:
        """Suspend, resume and end: roles of a kind that one's own may give, inside one's own scope."""
        return any(self._over(kind, path=path, residence=residence, body=body, is_everywhere=is_everywhere))

    def may_grant(self, kind, *, path="", residence="", body="", is_everywhere=False, until=None) -> bool:
        """Nobody grants more than they hold: the kind must be one their role may give, the scope inside theirs, and
        the last day (``until``, None for no end) no later than their own."""
        return any(
            scope.until is None or (until is not None and until <= scope.until)
            for scope in self._over(kind, path=path, residence=residence, body=body, is_everywhere=is_everywhere)
        )

    def _over(self, kind, **where):
        """Scopes of one's own that stand over a role of this kind and scope."""
        return [scope for scope in self.scopes if kind in GRANTS.get(scope.kind, ()) and scope.holds(**where)]


# Which role may give which; an administrator of a place gives inside that place only.
GRANTS = {
    ADMINISTRATOR: (ADMINISTRATOR, "editor", "moderator", "local_representative", "residence_representative",
                    "support_agent", "organisation_officer"),
    "local_representative": ("local_representative", "support_agent"),
    "residence_representative": ("residence_representative", "support_agent"),
    "organisation_officer": ("organisation_officer",),
}  # fmt: skip
