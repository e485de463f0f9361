"""What is counted of pages of places: no persons stand behind it but those who said something."""

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.figures import Figure, Indicator, indicators

from .models import Contribution, Page, PageState
from .models.page import state_on

PART = "localities"


def pages_alive(period, scope):
    """Pages that their authority kept within three months before the last day."""
    rows = Page.objects.filter(place__path__startswith=scope.path, kept_on__lte=period.end).values_list("kept_on")
    alive = (PageState.AWAKE, PageState.WANTS)
    return Figure(value=sum(state_on(day, period.end) in alive for (day,) in rows))


def answered_in_time(period, scope):
    """Of a hundred things said from below and decided in the period: decided within seven days."""
    rows = Contribution.objects.decided().filter(
        decided_at__date__range=(period.start, period.end), entry__place__path__startswith=scope.path
    )
    if scope.residence:
        rows = rows.filter(author__living__code=scope.residence)
    number = rows.count()
    people = rows.filter(author__isnull=False).values("author").distinct().count()
    in_time = rows.filter(decided_at__date__lte=F("due_on")).count()
    return Figure(value=100 * in_time / number if number else None, people=people)


indicators.add("localities.alive", Indicator(
    "localities.alive", _("pages of places that are kept"), _("pages"), pages_alive, part=PART, order=60, is_now=True,
    note=_("Their authority did something there within the last three months."),
))  # fmt: skip
indicators.add("localities.in_time", Indicator(
    "localities.in_time", _("what people said of places, answered within seven days"), _("of a hundred"),
    answered_in_time, part=PART, order=61,
    note=_("Confirmed, mended, answered or refused with a reason; of all that was decided in this time."),
))  # fmt: skip
