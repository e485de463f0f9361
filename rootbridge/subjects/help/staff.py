"""Who answers for an office: the holders of a live role there, and at none that must not see it."""

import secrets
from collections.abc import Iterable

from django.utils import timezone

from rootbridge.people.members.models import Member, Role

TITLES = ("dr", "prof", "d-na", "d-l")


def called(member) -> str:
    """What somebody of a desk is called by those who ask: the first name, never more; "" where it is not known."""
    words = [word for word in member.name.split() if word.strip(".").lower() not in TITLES] if member else []
    return words[0] if words else ""


def new_client() -> str:
    """A number for a form: what is sent twice under it is one."""
    return secrets.token_urlsafe(12)


def offices_of(user) -> list[int]:
    """The numbers of the offices that a user answers for. No query once the roles are known."""
    bodies = [scope.body for scope in user.reach.scopes if scope.body] if user.pk else []
    return [int(body.partition(":")[2]) for body in bodies if body.startswith("office:")]


def staffed_offices(day=None) -> list[int]:
    """The numbers of the offices where somebody holds a live role. One query."""
    roles = Role.objects.live_on(day or timezone.localdate()).filter(body__startswith="office:")
    return [int(body.partition(":")[2]) for body in roles.values_list("body", flat=True)]


def people_of(office, excluded: Iterable[int] = ()) -> list[Member]:
    """Who answers for an office now: the holders of a live role there and at none of the excluded ones. One query."""
    live = Role.objects.live_on(timezone.localdate())
    return _holders(live.filter(body=office.audience_key), excluded)


def administrators(excluded: Iterable[int] = ()) -> list[Member]:
    """Administrators of everywhere who work at none of the excluded offices. One query."""
    live = Role.objects.live_on(timezone.localdate())
    return _holders(live.filter(kind="administrator", is_everywhere=True), excluded)


def _holders(roles, excluded: Iterable[int]) -> list[Member]:
    there = Role.objects.live_on(timezone.localdate()).filter(body__in=[f"office:{number}" for number in excluded])
    return list(Member.objects.active().filter(roles__in=roles).exclude(roles__in=there).distinct())
