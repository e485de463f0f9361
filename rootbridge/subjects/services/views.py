"""Guides: the list of them, and one."""

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language

from rootbridge.base.core.access import public
from rootbridge.shared.feedback.opinions import box_for
from rootbridge.shared.translation.forms import FilterForm
from rootbridge.shared.translation.models import best_of
from rootbridge.shared.translation.reading import languages_read_by
from rootbridge.shared.translation.rows import remembered, rows_of, shelves_of

from .models import Guide


@public
def guides(request):
    """Guides by topic, those for the reader's own country first."""
    language, today = get_language(), timezone.localdate()
    form = FilterForm.read(request.GET)
    stage, topic = form.initial["stage"], form.initial["topic"]
    read, living = languages_read_by(request.user), request.bearings.living

    def draw():
        found = Guide.objects.published().for_stage(stage).about(topic).best_for(language, read)
        return shelves_of(found.for_rows(), living, language, today)

    shelves = remembered(("services", language, read, stage, topic, living, today), draw)
    return render(request, "services/guides.html", {"shelves": shelves, "form": form})


@public
def guide(request, slug):
    """One guide in the reader's language, or in the best that there is."""
    language, now = get_language(), timezone.now()
    rows = list(Guide.objects.published().of_text(slug).with_owner())
    if not rows:
        raise Http404("no such guide")
    read = languages_read_by(request.user)
    shown = best_of(rows, language, slug=slug, read=read)
    page = shown.page(request.bearings, language, now, read)
    page |= {"has": [row.language for row in rows], "useful": box_for(request, shown)}
    page["related"] = rows_of(page["related"], language, now.date())
    return render(request, "services/guide.html", page)
