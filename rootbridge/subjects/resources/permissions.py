"""Who may do what with the library."""

from .models import WORKERS


def may_work_on_resources(user) -> bool:
    """Is there any place whose library this person keeps?"""
    return bool(user.pk) and user.reach.holds(*WORKERS)


def may_keep_for(user, place) -> bool:
    """Add to the library of a place, or of every place (None): inside one's scope."""
    return bool(user.pk) and user.reach.covers(*WORKERS, path=place.path if place else "")


def may_change_resource(user, resource) -> bool:
    return may_keep_for(user, resource.place)


def may_change_collection(user, collection) -> bool:
    return may_keep_for(user, collection.place)
