"""What is counted of the directory and of groups: sums, never who."""

from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.figures import Figure, Indicator, indicators

from .models import Answer, Contact, Group, Membership, State


def _inside(rows, scope, path, residence):
    rows = rows.filter(**{f"{path}__startswith": scope.path}) if scope.path else rows
    return rows.filter(**{residence: scope.residence}) if scope.residence else rows


def count_groups(period, scope) -> Figure:
    groups = Group.objects.filter(state__in=[State.OPEN, State.ASLEEP], decided_at__date__lte=period.end)
    groups = _inside(groups, scope, "place__path", "residence__code")
    people = Membership.objects.filter(group__in=groups.values("pk")).values("member").distinct().count()
    return Figure(value=groups.count(), people=people)


def count_contacts(period, scope) -> Figure:
    """Requests that were accepted in the period."""
    rows = Contact.objects.filter(answer=Answer.ACCEPTED, answered_at__date__range=(period.start, period.end))
    number = _inside(rows, scope, "asked__home__path", "asked__living__code").count()
    return Figure(value=number, people=number)


indicators.add(
    "community.groups",
    Indicator("community.groups", _("Groups"), _("groups"), count_groups, part="community", order=70, is_now=True),
)
indicators.add(
    "community.contacts",
    Indicator(
        "community.contacts", _("Members brought together"), _("contacts"), count_contacts, part="community", order=71
    ),
)
