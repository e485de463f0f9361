"""Stories as the one search box finds them: a text for each language they are told in."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from rootbridge.base.core.findable import Document, Source, search_sources

from .drawing import credit_of
from .marking import bare
from .models import Story
from .models.story import SEARCHED


def documents(ids=None):
    """Every story that ever stood on the pages; one that stands there no more as not live."""
    stories = Story.objects.filter(standing__isnull=False)
    stories = stories if ids is None else stories.filter(pk__in=list(ids))
    rows = stories.select_related("standing__organisation", "standing__place").prefetch_related("standing__tellings")
    for story in rows.order_by("pk").iterator(chunk_size=200):
        names = " ".join(story.standing.place.names.values())
        for telling in story.standing.told().values():
            with override(telling.language):
                url = story.get_absolute_url()
            yield Document(
                key=SEARCHED, object_id=story.pk, language=telling.language, title=telling.title,
                summary=telling.lead, words=f"{bare(telling.body)} {credit_of(story.standing)} {names}", url=url,
                place_path=story.standing.place.path, live=story.is_published,
            )  # fmt: skip


search_sources.add(SEARCHED, Source(SEARCHED, _("Stories"), documents, part="stories", order=35))
