"""What is past its time in rooms that cannot tell it by themselves."""

from django.db.models import Exists, OuterRef, Q

from rootbridge.base.core.counters import clear_expired
from rootbridge.base.core.keeping import TWO_YEARS
from rootbridge.base.core.retention import LENGTHS, add_rule
from rootbridge.base.mail.models import Letter
from rootbridge.people.members.models import Role
from rootbridge.people.offices.models import FocalPoint
from rootbridge.people.organisations.models import Organisation
from rootbridge.subjects.opportunities.models import Need


def clear_letters(now):
    return Letter.objects.outdated(now).delete()[0]


def clear_focal_points(now):
    """A name at an office goes two years after its last day there, after it said no, or after the last role of its
    member."""
    past = now - LENGTHS[TWO_YEARS]
    roles = Role.objects.filter(member=OuterRef("member"))
    recent = roles.filter(Q(ended_at__isnull=True) | Q(ended_at__gt=past)).exclude(ends_on__lt=past.date())
    gone = FocalPoint.objects.filter(Exists(roles), ~Exists(recent), member__isnull=False)
    over = FocalPoint.objects.filter(Q(ends_on__lt=past.date()) | Q(declined_at__lt=past))
    return over.delete()[0] + gone.delete()[0]


def clear_contacts(now):
    """The name that an organisation gave goes two years after its last need."""
    past = now - LENGTHS[TWO_YEARS]
    needs = Need.objects.filter(organisation=OuterRef("pk"))
    asleep = Organisation.objects.filter(Exists(needs), ~Exists(needs.filter(written_at__gt=past))).exclude(
        contact_name=""
    )
    return asleep.update(contact_name="", contact_functions={})


add_rule("core.cache", clear_expired)
add_rule("mail.letter", clear_letters)
add_rule("offices.focalpoint", clear_focal_points)
add_rule("organisations.organisation", clear_contacts)
