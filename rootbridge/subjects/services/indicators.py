"""What is counted of guides."""

from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.figures import Indicator, indicators
from rootbridge.shared.translation.indicators import share_current

from .models import Guide


def guides_current(period, scope):
    """How many of a hundred published guides are inside their review date at the end of the period."""
    return share_current(Guide, period, scope)


indicators.add(
    "services.current",
    Indicator("services.current", _("Guides checked in time"), _("of a hundred"), guides_current,
              part="services", order=50),
)  # fmt: skip
