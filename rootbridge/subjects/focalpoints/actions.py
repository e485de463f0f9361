"""What is told of offices and their people, and to whom."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from rootbridge.people.members.models import Member, Role
from rootbridge.people.offices.models import KEEPERS, Batch
from rootbridge.shared.inbox.telling import tell


def keepers_of(office) -> list[Member]:
    """Who keeps an office: the nearest first asked: representatives of its place or country; where there is none,
    administrators over it. A handful of queries."""
    live = Role.objects.live_on(timezone.localdate()).select_related("member", "place", "residence")
    for kinds in (KEEPERS[1:], KEEPERS[:1]):
        found = []
        for role in live.filter(kind__in=kinds):
            inside = role.is_everywhere or (role.place and office.place.path.startswith(role.place.path))
            if inside or (role.residence and list(office.serves) == [role.residence.code]):
                found.append(role.member)
        if found:
            return list({member.pk: member for member in found if member.is_active}.values())
    return []


def tell_keepers(kind, person, **words):
    """``kind``: confirmed, declined, ending, over."""
    url = reverse("manage_offices:person", args=[person.pk])
    keepers = [member for member in keepers_of(person.office) if member.pk != person.member_id]
    tell(f"offices.{kind}", keepers, url=url, what=kind, person=person.name, office=person.office.names, **words)


def tell_person(kind, person, **words):
    """``kind``: still_true, ends, over. Nothing where they have no account."""
    if person.member:
        with override(person.member.language):
            url = f"{reverse('focalpoints:mine')}?at={person.pk}"
        told = {"what": f"own_{kind}", "office": person.office.names, **words}
        tell(f"offices.own_{kind}", [person.member], url=url, **told)


def tell_approvers(batch, by):
    """Administrators who may be the second."""
    live = Role.objects.live_on(timezone.localdate()).filter(kind=KEEPERS[0]).select_related("member")
    others = {role.member_id: role.member for role in live if role.member_id != by.pk}
    able = [member for member in others.values() if Batch.objects.visible_to(member).filter(pk=batch.pk).exists()]
    tell("offices.list_waits", able, url=reverse("manage_offices:one_list", args=[batch.pk]), what="list_waits",
         person=by.short_name, file=batch.name)  # fmt: skip


def offices_by_region(offices, regions) -> dict[int, str]:
    """{number of an office: code of its district, "" for a whole country}."""
    codes = {region.code for region in regions}
    return {
        number: next((code for code in path.split("/") if code in codes), "")
        for number, path in offices.values_list("pk", "place__path")
    }
