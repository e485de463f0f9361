"""What is counted of searches: those that found nothing."""

from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.figures import Figure, Indicator, Scope, indicators

from .models import Miss


def without_result(period, scope):
    """How often somebody searched and nothing was found. Where they live is not known, so it is told of the whole
    platform only; what is older than six months is forgotten and not counted."""
    if scope != Scope():
        return Figure()
    rows = Miss.objects.filter(day__range=(period.start, period.end))
    return Figure(value=rows.aggregate(times=Sum("count"))["times"] or 0)


_note = _("Of the last six months at most: the words are kept no longer.")
indicators.add(
    "search.misses",
    Indicator("search.misses", _("Searches that found nothing"), _("searches"), without_result, part="search",
              order=52, note=_note, is_whole=True),
)  # fmt: skip
