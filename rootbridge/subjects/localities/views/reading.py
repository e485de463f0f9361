"""Places as everybody reads them."""

from django.conf import settings
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from rootbridge.base.core import menus
from rootbridge.base.core.access import public
from rootbridge.base.design.jinja import absolute
from rootbridge.base.reference.models import Place
from rootbridge.shared.translation.reading import languages_read_by

from ..addresses import find, short_of, slug_of, url_of
from ..listing import below, list_page
from ..models import Page
from ..showing import page_of


@public
@require_safe
def localities(request):
    """Every region, and what somebody types."""
    return render(request, "localities/list.html", list_page(request.GET))


@public
@require_safe
def locality(request, slug):
    """The page of a place. A former address leads on to the present one."""
    place = place_at(slug)
    if slug != slug_of(place):
        return redirect(url_of(place), permanent=True)
    page = page_of(request, place, languages_read_by(request.user))
    needs = menus.public.get("needs")
    return render(request, "localities/place.html", page | {
        "below": below(place), "short": short_of(place), "slug": slug, "needs_url": needs.url if needs else "",
    })  # fmt: skip


@public
@require_safe
def sheet(request, slug):
    """A sheet to pin up: the short address and its code."""
    place = place_at(slug)
    address = absolute(short_of(place))
    lead = Page.of(place).lead()
    return render(request, "localities/sheet.html", {
        "place": place, "name": place.name(translation.get_language()), "address": address,
        "shown": address.partition("://")[2], "lead": lead, "label": _("Code that leads to this page"), "slug": slug,
    })  # fmt: skip


@public
@require_safe
def short(request, code):
    """``/l/…``: on to the page of the place in the best language of the browser."""
    place = place_at(code)
    with translation.override(translation.get_language_from_request(request) or settings.LANGUAGE_CODE):
        response = HttpResponseRedirect(url_of(place))
    response["Cache-Control"] = "private, no-cache"
    patch_vary_headers(response, ["Accept-Language"])
    return response


def place_at(slug) -> Place:
    place = find(slug)
    if place is None:
        raise Http404("no such place")
    return place
