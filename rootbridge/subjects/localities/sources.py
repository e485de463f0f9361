"""Places as the one search box finds them: each by its names, with what is said of it."""

from django.conf import settings
from django.utils.translation import override, pgettext_lazy

from rootbridge.base.core.findable import Document, Source, search_sources

from .addresses import home_places, url_of
from .models import SEARCHED, Page


def documents(ids=None):
    """Every place in every language of the platform. ``ids``: numbers of places."""
    places = home_places().defer(None).select_related("parent")
    places = places if ids is None else places.filter(pk__in=list(ids))
    pages = {page.place_id: page for page in Page.objects.exclude(leads={}).filter(place__in=places.values("pk"))}
    for place in places.order_by("pk").iterator(chunk_size=500):
        page = pages.get(place.pk)
        also = " ".join({*place.names.values(), *place.also})
        for language, _native in settings.LANGUAGES:
            if language not in place.names and not (page and page.leads.get(language)):
                continue
            with override(language):
                url, above = url_of(place), place.parent.name(language) if place.parent else ""
                lead = page.lead().text if page else ""
            yield Document(
                key=SEARCHED, object_id=place.pk, language=language, title=place.name(language),
                summary=lead or above, words=above, also=also, url=url, place_path=place.path,
            )  # fmt: skip


search_sources.add(SEARCHED, Source(SEARCHED, pgettext_lazy("homes", "Places"), documents, part="localities", order=30))
