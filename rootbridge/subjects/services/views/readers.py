"""A guide in other forms: on a sheet of paper, kept on the reader's own device."""

from pathlib import Path

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from rootbridge.base.core.access import public
from rootbridge.base.design import assets, look
from rootbridge.base.design.jinja import direction_of
from rootbridge.base.printing.flyer import PAPERS
from rootbridge.people.members.limits import TooMany
from rootbridge.shared.translation.models import best_of
from rootbridge.shared.translation.reading import languages_read_by

from ..flyers import flyer_for
from ..models import Guide

WORKER = Path(__file__).parents[1] / "worker" / "worker.js"
HOUR = 3600


@public
@require_safe
def flyer(request, slug):
    """The guide on one sheet, ready for a printer: A4, or A5 with ``?paper=a5``."""
    rows = list(Guide.objects.published().of_text(slug).with_owner())
    if not rows:
        raise Http404("no such guide")
    shown = best_of(rows, get_language(), slug=slug, read=languages_read_by(request.user))
    paper = request.GET.get("paper", "a4")
    try:
        body = flyer_for(request, shown, paper if paper in PAPERS else "a4")
    except TooMany:
        return render(request, "services/flyer_later.html", {"article": shown}, status=429)
    named = f"{shown.slug}-{shown.language}.pdf"
    return HttpResponse(
        body, content_type="application/pdf", headers={"Content-Disposition": f'inline; filename="{named}"'}
    )


@public
@require_safe
def reading(request):
    """The list of guides kept on this device. The same page for everybody: the list is drawn there."""
    return render(request, "services/reading.html", {})


@public
@require_safe
def manifest(request):
    """What a browser needs to install the platform: it opens at the kept guides, with or without a network."""
    current, start = look.current(), reverse("services:reading")
    told = {
        "id": start, "name": current.name, "short_name": current.name, "description": current.owner,
        "lang": get_language(), "dir": direction_of(get_language()), "start_url": start,
        "scope": f"/{get_language()}/", "display": "minimal-ui", "theme_color": current.theme_colour(),
        "background_color": "#ffffff", "icons": [_icon(side) for side in assets.ICON_SIDES],
        "shortcuts": [{"name": _("Guides"), "url": reverse("services:list")}],
    }  # fmt: skip
    return JsonResponse(told, content_type="application/manifest+json")


def _icon(side: int) -> dict:
    return {
        "src": assets.asset_url(f"icon-{side}.png"), "sizes": f"{side}x{side}", "type": "image/png",
        "purpose": "any maskable",
    }  # fmt: skip


@public
@require_safe
def worker(request):
    """The worker that shows kept guides without a network. It stands at the root, and asks for no more than guides."""
    return HttpResponse(
        WORKER.read_bytes(), content_type="text/javascript",
        headers={"Cache-Control": "no-cache", "X-Content-Type-Options": "nosniff"},
    )  # fmt: skip
