"""Whom to talk to, on the page of a place: the nearest town hall or council, who answers first, when it is open."""

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from markupsafe import Markup

from rootbridge.base.core.placed import END, hang

from .hours import openings
from .models import FocalPoint, Office

MOST = 2


def contacts_of(request, place) -> Markup:
    """The offices of a place, else of what it lies in, the nearest first; the national office where there is none.
    Two queries, one more where no office is near."""
    rows = Office.objects.of_origin(place).select_related("place").prefetch_related("people")
    near = sorted(rows, key=lambda office: (-len(office.place.path), office.pk))[:MOST]
    if not near:
        near = list(Office.objects.national().select_related("place").prefetch_related("people").order_by("pk")[:1])
    if not near:
        return Markup("")
    today = timezone.localdate()
    shown = [(office, _first(office), openings(office, day=today)) for office in near]
    return Markup(render_to_string("offices/placed.html", {"rows": shown, "place": place}, request))


def has_contact(place) -> bool:
    return FocalPoint.objects.filter(office__in=Office.objects.of_origin(place)).exists()


def _first(office) -> FocalPoint | None:
    return min(office.people.all(), key=lambda person: (not person.is_first, person.pk), default=None)


hang("locality.contacts", _("Who to talk to"), contacts_of, where=END, order=10, full=has_contact)
