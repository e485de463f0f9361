"""Guides: the list of them, and one."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language

from rootbridge.base.core.access import public
from rootbridge.base.design.jinja import render_block
from rootbridge.shared.feedback.opinions import box_for
from rootbridge.shared.translation.library import library_page, text_page
from rootbridge.shared.translation.reading import languages_read_by

from ..links import links_beside
from ..models import Guide
from ..where import counters_of


@public
def guides(request):
    """Guides by topic, those for the reader's own country first."""
    page = library_page(request, Guide.objects.published())
    if request.htmx and request.htmx.target == "found":
        return HttpResponse(render_block(request, "services/guides.html", "found", page))
    return render(request, "services/guides.html", page)


@public
def guide(request, slug):
    """One guide in the reader's language, or in the best that there is."""
    page = text_page(request, Guide.objects.published(), slug)
    page |= {"useful": box_for(request, page["article"])}
    return render(request, "services/guide.html", page | _near(request, page["article"]))


def _near(request, article: Guide) -> dict:
    """What of the guide depends on where the reader stands: offices, links, the guide for their own country."""
    living = request.bearings.living
    counters, others = counters_of(article, request.bearings, timezone.now())
    variants = article.variants(get_language(), languages_read_by(request.user))
    is_here = not living or not article.same_matter or living in article.residence
    own = [] if is_here else [variant for variant in variants if living in variant.residence]
    everywhere = not article.residence or any(not variant.residence for variant in variants)
    return {
        "counters": counters, "other_counters": others, "variants": variants, "own_variant": own[0] if own else None,
        "no_variant": not is_here and not own and not everywhere, "links": links_beside(article.topic, living),
    }  # fmt: skip
