"""Open needs on the map, by the region that asks."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.mapped import lay
from rootbridge.base.reference.within import counted_in

from .models import Need


def at_home(regions) -> dict[str, int]:
    return counted_in(Need.objects.published().open_on(timezone.localdate()), "place__path", regions)


lay("needs", _("Needs"), "opportunities:list", at_home, home="region", part="opportunities", order=30,
    note=_("A need can be answered from anywhere, or says itself where."))  # fmt: skip
