"""A library of texts as a reader meets it: its shelves, narrowed as they asked, and the page of one text."""

from django.http import Http404
from django.utils import timezone
from django.utils.translation import get_language

from .desks import frame_of
from .forms import FilterForm
from .models import ArticleQuerySet, best_of
from .reading import languages_read_by
from .rows import remembered, shelves_of


def library_page(request, published: ArticleQuerySet) -> dict:
    """{"shelves", "form"}: texts by topic, those for the reader's own country first, of a stage or a topic."""
    language, today = get_language(), timezone.localdate()
    form = FilterForm.read(request.GET)
    stage, topic = form.initial["stage"], form.initial["topic"]
    read, living = languages_read_by(request.user), request.bearings.living

    def draw():
        found = published.for_stage(stage).about(topic).best_for(language, read)
        return shelves_of(found.for_rows(), living, language, today)

    named = (published.model._meta.label_lower, language, read, stage, topic, living, today)
    return {"shelves": remembered(named, draw), "form": form}


def text_page(request, published: ArticleQuerySet, slug: str) -> dict:
    """What the page of a text shows, in the reader's language or in the best that there is. Raises Http404."""
    language, now = get_language(), timezone.now()
    rows = list(published.of_text(slug).with_owner())
    if not rows:
        raise Http404("no such text")
    read = languages_read_by(request.user)
    shown = best_of(rows, language, slug=slug, read=read)
    known = {"has": [row.language for row in rows]}
    return frame_of(shown, request.bearings, language, now) | shown.beside(language, now.date(), read) | known
