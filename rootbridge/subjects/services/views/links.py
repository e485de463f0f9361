"""Useful links: for readers, and for those who keep them."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from rootbridge.base.core.access import public
from rootbridge.base.design.jinja import render_block
from rootbridge.people.members.access import staff_only
from rootbridge.shared.translation.forms import FilterForm

from ..forms.links import LinkForm
from ..links import link_counts, link_shelves
from ..models import Link
from ..permissions import may_keep_link, may_keep_links


@public
def links(request):
    """Links by topic, those for the reader's own country first; what is broken is not among them."""
    form = FilterForm.read(request.GET)
    shelves = link_shelves(form.initial, form.initial["living"] or request.bearings.living)
    form.offer(link_counts(form.initial))
    page = {"form": form, "shelves": shelves, "count": sum(len(shelf.links) for shelf in shelves)}
    if request.htmx and request.htmx.target == "found":
        return HttpResponse(render_block(request, "services/links.html", "found", page))
    return render(request, "services/links.html", page)


@staff_only
def kept(request):
    """The links of one's scope, those in trouble on top."""
    _ask(request)
    rows = Link.objects.kept_by(request.user).with_state()
    rows.sort(key=lambda link: (not _is_in_trouble(link), link.title.casefold()))
    page = {"links": rows, "trouble": sum(map(_is_in_trouble, rows))}
    return render(request, "services/manage/links.html", page)


@staff_only
def link(request, number=None):
    """One link, new or known."""
    _ask(request)
    found = None if number is None else get_object_or_404(Link.objects.kept_by(request.user), pk=number)
    if found and request.POST.get("do") == "remove":
        found.remove(by=request.user)
        messages.success(request, _("Taken away."))
        return redirect("manage_links:list")
    form = LinkForm(request.POST or None, user=request.user, link=found)
    if form.is_valid():
        written = form.written()
        if not may_keep_link(request.user, written):
            raise Http404("not theirs to keep")
        written.keep(by=request.user)
        messages.success(request, _("Kept."))
        return redirect("manage_links:list")
    return render(request, "services/manage/link.html", {"form": form, "link": found}, status=_status(form))


@staff_only
@require_POST
def move(request, number):
    """Take over the new address of a link that has moved."""
    found = get_object_or_404(Link.objects.kept_by(request.user), pk=number)
    old = found.url
    if found.follow_move(by=request.user).url != old:
        messages.success(request, _("The new address is kept."))
    else:
        messages.warning(request, _("The address it sends to is on the list already, or it no longer sends anywhere."))
    return redirect("manage_links:list")


def _is_in_trouble(link) -> bool:
    return link.address is not None and link.address.state in ("broken", "moved", "certificate")


def _ask(request) -> None:
    if not may_keep_links(request.user):
        raise Http404("no links of theirs")


def _status(form) -> int:
    return 422 if form.is_bound else 200
