"""Texts that were there before anybody kept what their translations were made from, or came past ``save``: every
translation that is published counts as made from its original of that day."""

from datetime import timedelta

from django.db.models import OuterRef, Subquery

from ..models import Rendering, Wording
from ..models.rendering import follow
from .kinds import kinds

# How long a worker waits before it looks again; texts that it takes in at one look.
REST, AT_ONCE = timedelta(hours=1), 50
_next = {"at": None}


def gather(now) -> int:
    """Take in some texts that nobody knows yet; how many."""
    if _next["at"] is not None and now < _next["at"]:
        return 0
    done = sum(gather_kind(key, model) for key, model in kinds().items())
    _next["at"] = None if done else now + REST
    return done


def gather_kind(key: str, model) -> int:
    """Originals first: translations are measured against them."""
    wording = Wording.objects.filter(kind=key, text=OuterRef("translation_key")).values("row")[:1]
    there = Rendering.objects.filter(wording__kind=key).values("row")
    rows = model._base_manager.select_related("locale").annotate(known=Subquery(wording))
    strangers = [row for row in rows.exclude(pk__in=there).order_by("pk").iterator() if row.known != row.pk]
    strangers.sort(key=lambda row: row.language != row.original)
    for row in strangers[:AT_ONCE]:
        follow(row)
    return len(strangers[:AT_ONCE])
