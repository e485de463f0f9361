"""What is counted of every kind of text; the subjects that have them register it."""

from rootbridge.base.core.figures import Figure

from .models import Article


def share_current(model: type[Article], period, scope) -> Figure:
    """How many of a hundred published texts are inside their review date on the last day of the period."""
    texts = model.objects.published().filter(place__path__startswith=scope.path)
    if scope.residence:
        texts = texts.for_residence(scope.residence)
    all_, late = texts.count(), texts.past_review(period.end).count()
    return Figure(value=round(100 * (all_ - late) / all_) if all_ else None)
