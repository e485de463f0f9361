"""Telling members: each in their language, never the name of a group of women or young people."""

from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from rootbridge.people.members.models import Member, Role
from rootbridge.shared.inbox.telling import tell

from .models.exclusion import kept_from


def called(group) -> str:
    """What a group is called in a notice or a letter, which others may see over somebody's shoulder."""
    return _("a group of yours") if group.is_closed_kind or not group.is_listed else group.name


def tell_of_group(key: str, members, group, *, to="groups:group", **words) -> None:
    """``to``: the name of the page that a notice leads to, which takes the slug of the group."""
    for member in members:
        with translation.override(member.language):
            tell(f"community.{key}", [member], url=reverse(to, args=[group.slug]), group=called(group), **words)


def tell_of_contact(key: str, member, contact) -> None:
    with translation.override(member.language):
        tell(f"community.{key}", [member], url=contact.get_absolute_url())


def moderators_of(group, *, but_for=None) -> list[Member]:
    """Those who tend a group; without those who must not learn what ``but_for`` does."""
    found = [one.member for one in group.memberships.moderators().select_related("member")]
    hidden = kept_from(but_for, found) if but_for is not None else set()
    return [member for member in found if member.pk not in hidden and member != but_for]


def representatives_of(group) -> list[Member]:
    """Who opens a group: those of its place or country; where it has none or nobody is there, administrators of
    everything."""
    roles = Role.objects.live_on(timezone.localdate()).select_related("member", "place", "residence")
    kinds = ("local_representative", "residence_representative")
    found = [
        role.member for role in roles.filter(kind__in=kinds)
        if (role.place and group.place and group.place.path.startswith(role.place.path))
        or (role.residence and group.residence_id == role.residence_id)
    ]  # fmt: skip
    return found or [role.member for role in roles.filter(kind="administrator", is_everywhere=True)]


def tell_representatives(group, key="group_proposed") -> None:
    """Whoever proposed a group hears nothing of their own proposal."""
    own = group.proposed_by_id if key == "group_proposed" else None
    members = {member.pk: member for member in representatives_of(group) if member.pk != own}
    for member in members.values():
        with translation.override(member.language):
            tell(
                f"community.{key}",
                [member],
                url=reverse("manage_groups:group", args=[group.pk]),
                group=group.name,
            )
