"""Guides for the front page and a member's own page."""

from django.utils import timezone

from .models import Guide


def guides_for(bearings, topics=(), language="en", limit=6, read=()) -> list[Guide]:
    """The guides that fit a reader, nearest first, none past its check. Of somebody who said anything, only what holds
    in their country and at their stage of life; what holds in one country only waits until they say theirs. Each row
    has ``title``, ``get_absolute_url()``, ``language``. One query."""
    fresh = Guide.objects.published().fresh(timezone.localdate()).for_stage(bearings.stage)
    if bearings:
        fresh = fresh.for_residence(bearings.living)
    return list(fresh.best_for(language, read).for_rows().nearest_first(bearings, topics)[:limit])


def often_asked(slugs, language, limit=3, read=()) -> list[Guide]:
    """The guides with these addresses in this order, those past their check left out. One query."""
    slugs = list(slugs)
    fresh = Guide.objects.published().fresh(timezone.localdate()).filter(slug__in=slugs)
    found = {guide.slug: guide for guide in fresh.best_for(language, read).for_rows()}
    return [found[slug] for slug in slugs if slug in found][:limit]
