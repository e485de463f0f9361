"""How a text reads while somebody writes it."""

import re

from django.conf import settings
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_POST

from rootbridge.base.core.text import clean_text
from rootbridge.people.members.access import staff_only

from ...readability import measure
from ...slots import writes_texts

MOST = 60_000
# The parts of a form that are no sentences of the text.
FACTS = re.compile(
    r"^(slug|topic|stages|residence|place|office|original|sources|synonyms|checked_on|review_days|related\w*|note|"
    r"same_\w+|where|locale|next|csrf\w*|comments?\w*|go_live_at\w*|expire_at\w*|language|action-\w+|"
    r".*-(count|type|id|order|deleted|is_home)|loaded_\w+|overwrite_\w+|is_editing|.*TOTAL_FORMS)$"
)


@staff_only
@require_POST
def readability(request):
    """A piece of the editor's page: what was typed so far, measured. ``language``: of the text."""
    if not writes_texts(request.user):
        raise Http404("no writer")
    language = request.POST.get("language", "")
    if language not in dict(settings.LANGUAGES):
        raise Http404("no such language")
    typed = [value for name, value in request.POST.items() if not FACTS.match(name)]
    reading = measure(clean_text("\n".join(typed))[:MOST], language)
    return render(request, "translation/manage/reading.html", {"reading": reading})
