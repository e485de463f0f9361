"""Stories on the page of a place: the newest of the place and of all that lies in it."""

from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from markupsafe import Markup

from rootbridge.base.core.placed import hang
from rootbridge.shared.translation.reading import languages_read_by

from .listing import newest

MOST = 3


def stories_of(request, place) -> Markup:
    """The newest that are current; "" where there is none. Two queries for a visitor."""
    rows = newest(get_language(), languages_read_by(request.user), MOST, path=place.path)
    return Markup(render_to_string("stories/placed.html", {"rows": rows}, request)) if rows else Markup("")


def news_of(place, since) -> list[str]:
    """Titles of the stories that were published there after a moment. Two queries."""
    rows = newest(get_language(), (), MOST, path=place.path)
    return [row.title for row in rows if row.at > since]


hang("locality.stories", _("Stories"), stories_of, part="stories", order=20, news=news_of)
