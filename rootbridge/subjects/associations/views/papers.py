"""The bytes of a paper, never shown in the browser and never kept by it."""

from django.http import Http404, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from rootbridge.base.files.vault import Unreadable
from rootbridge.people.organisations.models import Paper

CLOSED = "sandbox; default-src 'none'"


def as_attachment(found):
    """Raises Http404 where the bytes are gone."""
    try:
        answer = StreamingHttpResponse(found.pieces(), content_type=found.media_type)
    except Unreadable as error:
        raise Http404("the bytes are gone") from error
    said = {
        "Content-Disposition": content_disposition_header(True, found.name), "Content-Length": str(found.size),
        "Content-Security-Policy": CLOSED, "X-Content-Type-Options": "nosniff", "Cache-Control": "private, no-store",
    }  # fmt: skip
    for name, value in said.items():
        answer[name] = value
    return answer


@require_safe
def own(request, slug, paper):
    """For those of the organisation itself."""
    mine = Paper.objects.visible_to(request.user).filter(organisation__slug=slug)
    return as_attachment(get_object_or_404(mine, pk=paper))
