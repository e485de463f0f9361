"""What follows a change of places: the paths that other rows carry, and what the search box knows."""

from django.apps import apps
from django.db.models import F, Value
from django.db.models.functions import Concat, Length, Substr

from rootbridge.base.core import findable, versions

from .models import Place

MOST_INDEXED = 10_000  # places that the search index takes in at once


def follow(moves: list[tuple[str, str]]) -> None:
    """What stands stamped with the path of a place follows it. The change register stays as it was written."""
    stamped = [
        model for model in apps.get_models()
        if model._meta.managed and not model._meta.proxy and model._meta.app_label not in ("audit", "search")
        and any(one.name == "place_path" for one in model._meta.local_fields)
    ]  # fmt: skip
    for old, new in moves:
        for model in stamped:
            rest = Substr(F("place_path"), Length(Value(old)) + 1)
            model._base_manager.filter(place_path__startswith=old).update(place_path=Concat(Value(new), rest))


def say_changed(codes: list[str] | None, *, is_moved: bool) -> bool:
    """Tell the search box that these places changed, None for many. False: it must be written anew, they are too many.

    Where paths changed, everything that lies somewhere is told anew.
    """
    is_known = codes is not None or Place.objects.count() <= MOST_INDEXED
    if is_moved:
        for source in findable.search_sources:
            if source.key != "reference.place":
                findable.changed(source.key, None)
    if codes is not None and not is_moved:
        for number in Place.objects.filter(code__in=codes).values_list("pk", flat=True):
            findable.changed("reference.place", number)
    elif is_known:
        findable.changed("reference.place", None)
    versions.changed()
    return is_known
