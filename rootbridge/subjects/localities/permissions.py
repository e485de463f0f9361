"""Who may do what with the page of a place."""

from django.utils import timezone

from .keepers import KEEPERS, as_what, bodies_of, meet, paths_of_office, worked_for
from .models import As, Caretaker


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
    if user.home and not user.home.is_country and meet(user.home.path, place.path):
        return True
    return any(meet(path, place.path) for path in worked_for(user)) or may_keep_page(user, place)


def may_follow_place(user) -> bool:
    return bool(user.pk)
