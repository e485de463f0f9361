"""The public pages: the list of needs and one need."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language

from rootbridge.base.core.access import public
from rootbridge.shared.feedback.opinions import box_for

from .. import cards, drawing, framing
from ..listing import PAGE, Filters, needs_found
from ..models import Answer, Need

LAST_PAGE = 5_000


@public
def needs(request):
    """What is asked for, the newest first."""
    filters, day, language = Filters.of(request.GET), timezone.localdate(), get_language()
    number = _page_number(request.GET.get("page", ""))
    listing = needs_found(filters, day=day, page=number)
    pages = Paginator(range(listing.counts.found), PAGE)
    if not listing.rows and listing.counts.found:
        number = pages.num_pages
        listing = needs_found(filters, day=day, page=number)
    frame = framing.frame_of(request, filters, listing, day=day, page=pages.get_page(number))
    return HttpResponse(frame.replace(framing.CARDS, cards.joined(listing.rows, language)))


@public
def need(request, slug):
    """One need: what is asked, who answers, how many have answered so far."""
    found = find_need(request.user, slug)
    user = request.user
    mine = Answer.objects.of(user).filter(need=found).first()
    known = {**drawing.need_page(request, found), "mine": mine, "useful": box_for(request, found)}
    return render(request, "opportunities/need.html", known)


def find_need(user, slug):
    """A need that this reader may see. Raises Http404."""
    found = Need.objects.visible_to(user).for_cards().filter(slug=slug).first()
    if found is None:
        raise Http404("no such need")
    return found


def _page_number(typed: str) -> int:
    return min(int(typed), LAST_PAGE) or 1 if typed.isascii() and typed.isdigit() and len(typed) < 9 else 1
