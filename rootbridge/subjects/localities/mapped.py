"""Members on the map: the counts that the pages of places tell, nothing finer and nothing newer."""

from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.clock import platform
from rootbridge.base.core.mapped import lay

from .census import OTHERS
from .models import Living


def at_home(regions) -> dict[str, int | None]:
    """Members abroad from each region. One query."""
    told = dict(Living.objects.filter(place__in=regions).values_list("place__code", "rows"))
    return {one.code: sum(number for _land, number in told[one.code]) if told.get(one.code) else None
            for one in regions}  # fmt: skip


def abroad() -> dict[str, int | None]:
    """Members by the country they live in. One query."""
    told = Living.objects.filter(place__code=platform().country).values_list("rows", flat=True).first() or []
    return {land: number for land, number in told if land != OTHERS}


lay("members", _("Members"), "community:people", at_home, abroad=abroad, part="community", order=40,
    note=_("Members who say where they are from and where they live. Counted once a week; small numbers are not told, "
           "so that nobody can be found by them."))  # fmt: skip
