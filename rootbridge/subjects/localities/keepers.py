"""Who works for a place: its authority, the region that it lies in, a caretaker; and for whom a user speaks."""

from django.utils import timezone

from rootbridge.people.offices.models import LOCAL, Office
from rootbridge.people.organisations.models import Organisation

from .models import As, Caretaker

KEEPERS = ("administrator", "local_representative")


def paths_of_office(user) -> tuple[str, ...]:
    """Places of the town halls and councils that a user works for. One query where they work for any office."""
    numbers = [int(scope.body.partition(":")[2]) for scope in user.reach.scopes
               if scope.kind == "support_agent" and scope.body.startswith("office:")]  # fmt: skip
    if not numbers:
        return ()
    return tuple(Office.objects.filter(pk__in=numbers, kind__in=LOCAL).values_list("place__path", flat=True))


def bodies_of(user) -> list[int]:
    """Numbers of the associations that a user speaks for."""
    return [int(scope.body.partition(":")[2]) for scope in user.reach.scopes
            if scope.kind == "organisation_officer" and scope.body.startswith("organisation:")]  # fmt: skip


def as_what(user, place) -> str:
    """As what a user may keep the page of a place; "" where they may not. The authority is who works for this very
    place; who works for what it lies in is the region; else the caretaker named for it."""
    if not user.pk:
        return ""
    scopes = [scope for scope in user.reach.scopes if scope.kind in KEEPERS]
    if any(scope.path == place.path for scope in scopes):
        return As.AUTHORITY
    offices = paths_of_office(user)
    if place.path in offices:
        return As.AUTHORITY
    if user.reach.covers(*KEEPERS, path=place.path) or place.path.startswith(offices or ("-",)):
        return As.REGION
    bodies = bodies_of(user)
    live = Caretaker.objects.live_on(timezone.localdate()).filter(place=place, organisation__in=bodies)
    return As.CARETAKER if bodies and live.exists() else ""


def worked_for(user) -> list[str]:
    """Paths of the places, none of them a country, that the associations of a user work for."""
    bodies = bodies_of(user)
    if not bodies:
        return []
    paths = Organisation.objects.filter(pk__in=bodies).values_list("place__path", flat=True)
    return [path for path in paths if path.count("/") > 1]


def meet(one: str, other: str) -> bool:
    """Is one of two places inside the other?"""
    return one.startswith(other) or other.startswith(one)
