"""Organisations as bodies that a role may be for."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rootbridge.people.members.bodies import Body, BodyKind, kinds, number_of

from .models import Organisation


def _find(keys):
    organisations = Organisation.objects.select_related("place", "residence")
    if keys is not None:
        organisations = organisations.filter(pk__in=[number_of(key) for key in keys])
    return [
        Body(one.audience_key, one.name, one.place.path, (one.residence.code,) if one.residence else ())
        for one in organisations
    ]


def _keys(path, residence):
    inside = Q(place__path__startswith=path) if path else Q(residence__code=residence)
    return Organisation.objects.filter(inside).values("body")


kinds.add("organisation", BodyKind("organisation", _("Organisations"), _find, _keys, order=2))
