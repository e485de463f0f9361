"""Associations on the map: those that everybody may find, by the regions they work for and the
countries they live in."""

from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.mapped import lay
from rootbridge.base.reference.within import counted_in
from rootbridge.people.organisations.models import Organisation, Tie


def _ties():
    return Tie.objects.filter(organisation__in=Organisation.objects.listed().values("pk"))


def at_home(regions) -> dict[str, int]:
    return counted_in(_ties().home(), "place__path", regions, "organisation")


def abroad() -> dict[str, int]:
    rows = _ties().here().values("place__country_code").annotate(number=Count("organisation", distinct=True))
    return dict(rows.values_list("place__country_code", "number"))


lay("associations", _("Associations"), "associations:list", at_home, abroad=abroad, living="country",
    part="associations", order=10)  # fmt: skip
