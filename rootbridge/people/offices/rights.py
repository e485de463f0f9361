"""Offices as bodies that a role may be for."""

from django.db.models import CharField, Q, Value
from django.db.models.functions import Cast, Concat
from django.utils.translation import gettext_lazy as _

from rootbridge.people.members.bodies import Body, BodyKind, kinds, number_of

from .models import Office


def _find(keys):
    offices = Office.objects.select_related("place")
    if keys is not None:
        offices = offices.filter(pk__in=[number_of(key) for key in keys])
    return [Body(office.audience_key, office.name, office.place.path, tuple(office.serves)) for office in offices]


def _keys(path, residence):
    """Inside the place, or serving nobody but residents of the country."""
    inside = Q(place__path__startswith=path) if path else Q(serves=[residence])
    key = Concat(Value("office:"), Cast("pk", CharField()))
    return Office.objects.filter(inside).annotate(role_body=key).values("role_body")


kinds.add("office", BodyKind("office", _("Offices"), _find, _keys, order=1))
