"""The component sheet, and what a reader sees when a page cannot be shown."""

import logging

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import engines

from rootbridge.base.core.access import public
from rootbridge.base.design import sheet as samples

log = logging.getLogger(__name__)
LAST_WORDS = (
    "<!doctype html><html lang=en><title>500</title><h1>Something broke on our side</h1>"
    "<p>Wait a minute, go back and try once more."
)


@public
def sheet(request: HttpRequest) -> HttpResponse:
    """Every part of the look on one page, with invented words."""
    return render(request, "design/sheet.html", samples.context())


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _plain(400)


def refused(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _fault(request, 403)


def not_here(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _fault(request, 404)


def broken(request: HttpRequest) -> HttpResponse:
    """Drawn without the database, the reader or any context; in bare words when even that fails."""
    try:
        return _plain(500)
    except Exception:
        log.exception("the error page could not be drawn")
        return HttpResponse(LAST_WORDS, status=500)


def _fault(request: HttpRequest, status: int) -> HttpResponse:
    if not hasattr(request, "user"):
        return _plain(status)
    return render(request, "design/error.html", {"status": status}, status=status)


def _plain(status: int) -> HttpResponse:
    """An error page that asks nothing of the request."""
    page = next(iter(engines.all())).get_template("design/error.html")
    return HttpResponse(page.render({"status": status}), status=status)
