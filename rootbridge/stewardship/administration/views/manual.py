"""The manual: one page for each screen, step by step."""

from django.http import Http404
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from rootbridge.people.members.access import staff_only

from .. import manual


@staff_only
@require_safe
def contents(request):
    return render(request, "administration/manual.html", {"pages": manual.pages(get_language())})


@staff_only
@require_safe
def page(request, key):
    found = manual.page(key, get_language())
    if found is None:
        raise Http404("no such page")
    return render(request, "administration/manual_page.html", {"page": found, "body": manual.drawn(found)})
