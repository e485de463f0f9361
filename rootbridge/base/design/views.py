"""The component sheet, and what a reader sees when a page cannot be shown."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import engines
from django.utils.translation import gettext as _

from rootbridge.base.core.access import public
from rootbridge.base.design import sheet as samples


@public
def sheet(request: HttpRequest) -> HttpResponse:
    """Every part of the look on one page, with invented words."""
    return render(request, "design/sheet.html", samples.context())


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "design/error.html", {"status": 400}, status=400)


def refused(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "design/error.html", {"status": 403}, status=403)


def not_here(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "design/error.html", {"status": 404}, status=404)


def broken(request: HttpRequest) -> HttpResponse:
    """Drawn without the database, the reader or any context; in plain words when even that fails."""
    try:
        page = engines.all()[0].get_template("design/error.html").render({"status": 500})
    except Exception:  # the last line of defence: whatever broke may be broken here too
        page = f"<!doctype html><title>500</title><h1>{_('Something broke on our side')}</h1>"
    return HttpResponse(page, status=500)
