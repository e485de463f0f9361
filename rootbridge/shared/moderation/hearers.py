"""Who stands behind a case or an appeal: those of its region, nearest first, and the centre."""

from django.db.models import Q
from django.utils import timezone

from rootbridge.people.members.models import Member, Role

from .models import Appeal, Case
from .models.case import MODERATORS, REPRESENTATIVES
from .permissions import may_decide_appeal, may_decide_case


def behind_case(case) -> tuple[list[Member], list[Member]]:
    """(those of the region, those of the centre) who may decide on it now."""
    kinds = MODERATORS if case.known.is_private else (*MODERATORS, *REPRESENTATIVES)
    near, centre = _roles(kinds, case.place_path, case.residence)
    return [_who(people, Case, case, may_decide_case) for people in (near, centre)]


def behind_appeal(appeal) -> tuple[list[Member], list[Member]]:
    near, centre = _roles(MODERATORS, appeal.place_path, "")
    return [_who(people, Appeal, appeal, may_decide_appeal) for people in (near, centre)]


def _who(people, model, row, may) -> list[Member]:
    """Those of them who see it, and may decide on it."""
    return [one for one in people if may(one, row) and model.objects.received_by(one).filter(pk=row.pk).exists()]


def _roles(kinds, path, residence) -> tuple[list[Member], list[Member]]:
    live = Role.objects.live_on(timezone.localdate()).filter(kind__in=kinds, member__is_active=True)
    codes = [code for code in path.split("/") if code]
    reach = Q(place__code__in=codes) | Q(is_everywhere=True)
    if residence:
        reach |= Q(residence__code=residence)
    rows = list(live.filter(reach).select_related("member", "place").order_by("pk"))
    near = sorted((role for role in rows if role.place), key=lambda role: -len(role.place.path))
    near += [role for role in rows if role.residence_id]
    centre = [role for role in rows if role.is_everywhere]
    return [list({role.member_id: role.member for role in found}.values()) for found in (near, centre)]
