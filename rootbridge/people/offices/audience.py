"""Offices as readers of what members open: those of the place of origin, those for the country of residence, the
national ones; each by itself."""

from django.utils.translation import gettext_lazy as _

from rootbridge.people.privacy.audiences import Audience, AudienceKind, kinds

from .models import ABROAD, LOCAL, Office, OfficeKind

PREFIX = "office:"
WHY = {
    OfficeKind.TOWN_HALL: _("It can tell you what happens in your town, and ask you."),
    OfficeKind.DISTRICT_COUNCIL: _("It can tell you what happens in your district, and ask you."),
    OfficeKind.REGION_COUNCIL: _("It can tell you what happens in your region, and ask you."),
    OfficeKind.EMBASSY: _("It serves people in the country where you live."),
    OfficeKind.CONSULATE: _("It serves people in the country where you live."),
    OfficeKind.BUREAU: _("It plans for everybody abroad."),
}
ORDER = list(WHY)


ORIGIN, RESIDENCE = "office-of:origin", "office-of:residence"
GROUPS = dict.fromkeys(LOCAL, ORIGIN) | dict.fromkeys(ABROAD, RESIDENCE)


def offered_to(member) -> list[Audience]:
    """The offices by name; where it is not yet said where home is or where one lives, the kind of office. One query."""
    offices = Office.objects.select_related("place").national()
    if member.home:
        offices |= Office.objects.of_origin(member.home)
    if member.living:
        offices |= Office.objects.serving(member.living.code)
    nearest_first = sorted(offices, key=lambda office: (ORDER.index(office.kind), -len(office.place.path), office.name))
    named = [_reader(office) for office in nearest_first]
    unnamed = []
    if not member.home:
        unnamed.append(Audience(ORIGIN, _("Town hall and district council where I am from"), "", ORIGIN, "home"))
    if not member.living:
        unnamed.append(Audience(RESIDENCE, _("Embassy and consulates where I live"), "", RESIDENCE, "living"))
    return [*unnamed, *named]


def _reader(office) -> Audience:
    return Audience(office.audience_key, office.name, WHY[office.kind], GROUPS.get(office.kind, ""))


def titles(keys) -> dict[str, str]:
    numbers = [key.removeprefix(PREFIX) for key in keys if key.startswith(PREFIX)]
    found = Office.objects.filter(pk__in=[number for number in numbers if number.isdecimal()]) if numbers else []
    return {office.audience_key: office.name for office in found}


def reads(user) -> list[str]:
    """The offices that a user works for."""
    return [scope.body for scope in user.reach.scopes if scope.body.startswith(PREFIX)] if user.pk else []


kinds.add("office", AudienceKind("office", offered_to, titles, reads, order=10))
