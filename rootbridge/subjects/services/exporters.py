"""What the planners keep of a member, how it goes with them, and when it goes by itself."""

from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.keeping import TWO_YEARS
from rootbridge.base.core.retention import LENGTHS, add_rule
from rootbridge.people.privacy.erasure import add_eraser
from rootbridge.people.privacy.export import add_exporter

from .models import ReturnPlan


def clear_old_plans(now) -> int:
    """Two years after the day of return."""
    return ReturnPlan.objects.filter(on__lt=(now - LENGTHS[TWO_YEARS]).date()).delete()[0]


add_exporter("return_plan", ReturnPlan, title=_("Your plan for coming back"), order=55)
add_eraser("return_plan", lambda member: ReturnPlan.objects.visible_to(member).delete())
add_rule("services.returnplan", clear_old_plans)
