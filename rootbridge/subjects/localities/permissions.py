"""Who may do what with the page of a place."""

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


def may_keep_page(user, place) -> bool:
    """Whoever works for the place or for what it lies in, and its caretaker."""
    return bool(as_what(user, place))


def may_decide_contribution(user, contribution) -> bool:
    """Whoever keeps the page; never on one's own word, a caretaker never on that of their association."""
    role = as_what(user, contribution.entry.place)
    if not role or contribution.author_id == user.pk:
        return False
    return role != As.CARETAKER or contribution.organisation_id not in bodies_of(user)


def may_name_caretaker(user, place) -> bool:
    """Who works for something larger that the place lies in."""
    if not user.pk:
        return False
    return any(
        scope.kind in KEEPERS and (scope.is_everywhere or scope.path and place.path.startswith(scope.path))
        and scope.path != place.path for scope in user.reach.scopes
    )  # fmt: skip


def may_oversee_pages(user) -> bool:
    """Is there any page that this person may keep?"""
    if not user.pk:
        return False
    if any(one.kind in KEEPERS and (one.is_everywhere or one.path) for one in user.reach.scopes) or paths_of_office(
        user
    ):
        return True
    bodies = bodies_of(user)
    return bool(bodies) and Caretaker.objects.live_on(timezone.localdate()).filter(organisation__in=bodies).exists()


def may_contribute(user, place) -> bool:
    """Members from here or who live here, and who speaks for an association that works for here."""
    if not user.pk:
        return False
    if user.home and not user.home.is_country and _meet(user.home.path, place.path):
        return True
    return any(_meet(path, place.path) for path in _worked_for(user)) or may_keep_page(user, place)


def may_follow_place(user) -> bool:
    return bool(user.pk)


def _worked_for(user) -> list[str]:
    """Paths of the places, none of them a country, that the associations of a user work for."""
    bodies = bodies_of(user)
    if not bodies:
        return []
    paths = Organisation.objects.filter(pk__in=bodies).values_list("place__path", flat=True)
    return [path for path in paths if path.count("/") > 1]


def _meet(one: str, other: str) -> bool:
    """Is one of two places inside the other?"""
    return one.startswith(other) or other.startswith(one)
