"""A new text begins with what is known of whoever writes it: their place, its office, their language."""

from django.db.models import Q

from rootbridge.base.core.clock import platform
from rootbridge.base.reference.models import Place
from rootbridge.people.offices.models import FocalPoint, Office

from ..models import WRITERS, Article


def begin(text: Article, user, locale) -> Article:
    """Fill in what is still empty. Three queries at most."""
    if locale is not None:
        text.original = locale.language_code
    if not text.place_id:
        text.place = place_of(user)
    if not text.office_id and text.place_id:
        text.office = office_of(user, text.place)
    return text


def place_of(user) -> Place | None:
    """Where the widest of their roles as a writer holds; the country of the platform for one of everywhere."""
    scopes = [scope for scope in user.reach.scopes if scope.kind in WRITERS and (scope.is_everywhere or scope.path)]
    if any(scope.is_everywhere for scope in scopes):
        return Place.objects.filter(kind=Place.Kind.COUNTRY, code=platform().country).first()
    path = min((scope.path for scope in scopes), key=len, default="")
    return Place.objects.filter(path=path).first() if path else None


def office_of(user, place: Place) -> Office | None:
    """Where they sign as a person with a name, else the office of that very place."""
    own = FocalPoint.objects.filter(member=user).values("office")
    found = Office.objects.filter(Q(pk__in=own) | Q(place=place)).order_by("pk")
    return next((office for office in found.filter(pk__in=own)), None) or found.first()
