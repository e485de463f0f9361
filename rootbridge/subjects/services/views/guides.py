"""Guides: the list of them, and one."""

from django.http import HttpResponse
from django.shortcuts import render

from rootbridge.base.core.access import public
from rootbridge.base.design.jinja import render_block
from rootbridge.shared.feedback.opinions import box_for
from rootbridge.shared.translation.library import library_page, text_page

from ..models import Guide


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
    return render(request, "services/guide.html", page | {"useful": box_for(request, page["article"])})
