"""How long the room of the translators knows who did what; texts themselves stay."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.keeping import SIX_MONTHS, TWO_YEARS
from rootbridge.base.core.retention import LENGTHS, add_rule
from rootbridge.people.privacy.export import add_exporter

from .models import Arrival, Check, Job, Keeper, Rendering, Submission, TextPicture


def clear_old_names(now) -> int:
    return Rendering.objects.filter(made_by__isnull=False, made_at__lt=now - LENGTHS[TWO_YEARS]).update(made_by=None)


add_rule("translation.rendering", clear_old_names)
add_rule("translation.arrival", lambda now: Arrival.objects.filter(at__lt=now - LENGTHS[SIX_MONTHS]).delete()[0])
add_rule("translation.job", lambda now: Job.objects.filter(at__lt=now - LENGTHS[SIX_MONTHS]).delete()[0])


def clear_old_submissions(now) -> int:
    """Two years after the decision: what was sent, the note, the words."""
    return Submission.objects.filter(closed_at__lt=now - LENGTHS[TWO_YEARS]).delete()[0]


def kept_by(member):
    return Keeper.objects.filter(member=member)


def clear_old_keepers(now) -> int:
    return Keeper.objects.filter(ended_at__lt=now - LENGTHS[TWO_YEARS]).delete()[0]


def clear_old_names_of_pictures(now) -> int:
    """Who added and who approved it; the picture stays."""
    told = Q(by__isnull=False) | Q(shown_by__isnull=False)
    return TextPicture.objects.filter(told, at__lt=now - LENGTHS[TWO_YEARS]).update(by=None, shown_by=None)


def clear_old_names_of_checks(now) -> int:
    return Check.objects.filter(by__isnull=False, at__lt=now - LENGTHS[TWO_YEARS]).update(by=None)


add_exporter("keepers", Keeper, title=_("Texts you look after"), rows=kept_by, order=64, without=("by",))
add_exporter("arrivals", Arrival, title=_("Files of translations you brought"), order=65,
             rows=lambda member: Arrival.objects.brought_by(member), without=("by", "changes", "begun"))  # fmt: skip
add_rule("translation.submission", clear_old_submissions)
add_rule("translation.keeper", clear_old_keepers)
add_rule("translation.textpicture", clear_old_names_of_pictures)
add_rule("translation.check", clear_old_names_of_checks)
