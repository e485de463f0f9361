"""Guides on the page of a place: those that belong to it, or to the district it lies in."""

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from markupsafe import Markup

from rootbridge.base.core.placed import END, hang
from rootbridge.shared.translation.reading import languages_read_by

from .models import Guide

MOST = 4


def guides_of(request, place) -> Markup:
    """By title; "" where there is none. One query for a visitor."""
    codes = place.path.rstrip("/").split("/")[1:]
    found = Guide.objects.published().fresh(timezone.localdate()).filter(place__code__in=codes)
    rows = list(found.best_for(get_language(), languages_read_by(request.user)).for_rows()[:MOST])
    page = {"rows": sorted(rows, key=lambda one: one.title)}
    return Markup(render_to_string("services/placed.html", page, request)) if rows else Markup("")


hang("locality.guides", _("Guides"), guides_of, where=END, part="services", order=30)
