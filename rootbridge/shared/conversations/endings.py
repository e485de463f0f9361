"""When what a conversation was for is over: upper rooms answer for theirs, a conversation of nobody ends when it is
closed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from rootbridge.base.core.registry import Registry


@dataclass(frozen=True)
class Ending:
    """``theirs()``: a queryset of the ids of its conversations; ``over(moment)``: of those that were over by then."""

    key: str
    theirs: Callable[[], QuerySet]
    over: Callable[[datetime], QuerySet]
    order: int = 0


endings: Registry[Ending] = Registry("endings of conversations")


def over_since(conversations: QuerySet, moment: datetime) -> QuerySet:
    """Those of the conversations whose matter was over by a moment."""
    found, claimed = Q(pk__in=[]), Q(pk__in=[])
    for ending in endings.all().values():
        claimed |= Q(pk__in=ending.theirs())
        found |= Q(pk__in=ending.over(moment))
    return conversations.filter(found | (~claimed & Q(closed_at__lte=moment)))
