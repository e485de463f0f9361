"""What matching says on the page of a need: to a signed-in member why it fits, to everybody how many could do it."""

from django.utils import timezone
from django.utils.translation import get_language

from rootbridge.subjects.opportunities.slots import BesideNeed, beside_need

from .matches import match_of
from .reachable import how_many_could

PART = "opportunities"


def reasons(request, need) -> list[str]:
    if not request.user.is_authenticated:
        return []
    match = match_of(request.user, need, day=timezone.localdate(), language=get_language())
    return [reason.words for reason in match.reasons] if match else []


def how_many(request, need) -> list[str]:
    """While it can be answered, and before: its authors see how many their ticks reach."""
    is_coming = not need.is_published and not need.is_closed
    return [how_many_could(need)] if is_coming or need.is_open_on(timezone.localdate()) else []


beside_need.add("matching.reasons", BesideNeed("matching.reasons", reasons, "lead", PART, 10))
beside_need.add("matching.how_many", BesideNeed("matching.how_many", how_many, "so_far", PART, 10))
