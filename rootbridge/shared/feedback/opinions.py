"""The box under a page: was this useful, how many said so, and thanks to who just answered."""

from dataclasses import dataclass

from django.conf import settings

from .models import Tally

THANKS = ("yes", "words")


@dataclass(frozen=True)
class Box:
    """``yes`` of ``all`` people; ``all`` is 0 where too few have spoken; ``thanks``: "", "yes" or "words"."""

    kind: str
    number: int
    yes: int
    all: int
    thanks: str


def box_for(request, thing) -> Box:
    """The box of a thing whose kind is registered. One query."""
    kind = thing._meta.label_lower
    yes, all_ = Tally.objects.of(kind, thing.pk).sums()
    thanks = request.GET.get("thanks", "")
    shown = all_ if all_ >= settings.ROOTBRIDGE_SMALL_CELL else 0
    return Box(kind, thing.pk, yes, shown, thanks if thanks in THANKS else "")
