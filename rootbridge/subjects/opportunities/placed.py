"""Needs on the page of a place: what the place and all that lies in it ask for today."""

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from markupsafe import Markup

from rootbridge.base.core.placed import hang

from . import facts
from .models import Need

MOST = 5


def needs_of(request, place) -> Markup:
    """Those that end first; "" where none is open. Two queries."""
    day = timezone.localdate()
    found = Need.objects.open_on(day).inside(place.path)
    needs = list(found.with_answers().for_cards().order_by("answer_by", "pk")[:MOST])
    if not needs:
        return Markup("")
    rows = [(need, facts.days_left((need.answer_by - day).days if need.answer_by else None)) for need in needs]
    page = {"rows": rows, "region": place.path.split("/")[1], "more": found.count() - len(needs)}
    return Markup(render_to_string("opportunities/placed.html", page, request))


def news_of(place, since) -> list[str]:
    """Titles of the needs that were published there after a moment. One query."""
    found = Need.objects.open_on(timezone.localdate()).inside(place.path).filter(publication__at__gt=since)
    return [need.said("titles").text for need in found.order_by("publication__at", "pk")[:MOST]]


hang("locality.needs", _("Needs"), needs_of, part="opportunities", order=10, news=news_of)
