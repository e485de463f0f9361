"""How long the room of the translators knows who did what; texts themselves stay."""

from rootbridge.base.core.keeping import SIX_MONTHS, TWO_YEARS
from rootbridge.base.core.retention import LENGTHS, add_rule

from .models import Arrival, Job, Rendering


def clear_old_names(now) -> int:
    return Rendering.objects.filter(made_by__isnull=False, made_at__lt=now - LENGTHS[TWO_YEARS]).update(made_by=None)


add_rule("translation.rendering", clear_old_names)
add_rule("translation.arrival", lambda now: Arrival.objects.filter(at__lt=now - LENGTHS[SIX_MONTHS]).delete()[0])
add_rule("translation.job", lambda now: Job.objects.filter(at__lt=now - LENGTHS[SIX_MONTHS]).delete()[0])
