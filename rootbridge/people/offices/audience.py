"""Offices as readers of what members open: those of the place of origin, those for the country of residence, the
national ones; each by itself."""

from django.utils.translation import gettext_lazy as _

from rootbridge.people.privacy.audiences import Audience, AudienceKind, kinds

from .models import Office, OfficeKind

PREFIX = "office:"
WHY = {
    OfficeKind.TOWN_HALL: _("It can tell you what happens in your town, and ask you."),
    OfficeKind.DISTRICT_COUNCIL: _("It can tell you what happens in your district, and ask you."),
    OfficeKind.EMBASSY: _("It serves people in the country where you live."),
    OfficeKind.CONSULATE: _("It serves people in the country where you live."),
    OfficeKind.BUREAU: _("It plans for everybody abroad."),
}
ORDER = list(WHY)


def offered_to(member) -> list[Audience]:
    """One query."""
    offices = Office.objects.select_related("place").national()
    if member.home:
        offices |= Office.objects.of_origin(member.home)
    if member.living:
        offices |= Office.objects.serving(member.living.code)
    nearest_first = sorted(offices, key=lambda office: (ORDER.index(office.kind), -len(office.place.path), office.name))
    return [Audience(office.audience_key, office.name, WHY[office.kind]) for office in nearest_first]


def titles(keys) -> dict[str, str]:
    numbers = [key.removeprefix(PREFIX) for key in keys if key.startswith(PREFIX)]
    found = Office.objects.filter(pk__in=[number for number in numbers if number.isdecimal()]) if numbers else []
    return {office.audience_key: office.name for office in found}


def reads(user) -> list[str]:
    """The offices that a user works for."""
    return [scope.body for scope in user.reach.scopes if scope.body.startswith(PREFIX)] if user.pk else []


kinds.add("office", AudienceKind("office", offered_to, titles, reads, order=10))
