"""Who hears of an organisation, and where they look at it."""

from django.urls import reverse
from django.utils import timezone

from rootbridge.people.members.models import Member, Role
from rootbridge.people.organisations.models import Flag, Reason


def judges_of(organisation) -> list[Member]:
    """Who may look at it: representatives of its places and embassies of its countries; the centre where there are
    none. A few queries."""
    live = Role.objects.live_on(timezone.localdate()).select_related("member")
    ties = [(tie.side, tie.place) for tie in organisation.ties.select_related("place")]
    paths = tuple(place.path for side, place in ties if side == "home")
    lands = [place.country_code for side, place in ties if side == "here"]
    near = [role.member for role in live.filter(kind="local_representative").select_related("place")
            if any(path.startswith(role.place.path) for path in paths)]  # fmt: skip
    near += [role.member for role in live.filter(kind="residence_representative", residence__code__in=lands)]
    found = near or [role.member for role in live.filter(kind="administrator", is_everywhere=True)]
    own = {role.member_id for role in organisation.editors()} | {organisation.author_id}
    return list({one.pk: one for one in found if one.is_active and one.pk not in own}.values())


def people_of(organisation) -> list[Member]:
    """Who hears of it: its officers, and who registered it while it has none."""
    found = [role.member for role in organisation.editors()]
    return found or [one for one in [organisation.author] if one]


def about(organisation) -> dict:
    return {"organisation": organisation.names}


def centre(organisation, by) -> list[Member]:
    roles = Role.objects.live_on(timezone.localdate()).filter(kind="administrator", is_everywhere=True)
    own = {role.member_id for role in organisation.editors()} | {by.pk, organisation.author_id}
    return [role.member for role in roles.select_related("member") if role.member_id not in own]


def receipt_url(organisation) -> str:
    return reverse("associations:standing", args=[organisation.slug])


def desk_url(organisation) -> str:
    return reverse("manage_associations:organisation", args=[organisation.pk])


def what_happens(organisation) -> dict:
    """For the receipt: how it stands, and the names of the places and countries whose people look at it."""
    ties = [(tie.side, tie.place) for tie in organisation.ties.for_list()]
    standing, known = organisation.standings.live().first(), dict(Flag.choices)
    return {
        "standing": standing, "flags": [known.get(flag, flag) for flag in (standing.flags if standing else [])],
        "homes": [place for side, place in ties if side == "home"],
        "lands": [place for side, place in ties if side == "here"],
        "reasons_of": reasons_of, "asks_verification": organisation.verifications.open().exists(),
    }  # fmt: skip


def reasons_of(decision) -> list[str]:
    """The reasons of a refusal, in the reader's language."""
    known = dict(Reason.choices)
    return [known[key] for key in decision.reasons if key in known]
