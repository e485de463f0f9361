"""When nobody tends a group: who goes, whom that leaves, who is asked."""

from django.db import transaction
from django.utils import timezone

from .models import Vacancy
from .telling import tell_of_group, tell_representatives


def leave_group(membership, *, by) -> None:
    """Go. Where nobody tends the group then, its members are asked."""
    with transaction.atomic():
        membership.leave(by=by)
        seek_moderator(membership.group)


def step_back(membership, *, by) -> None:
    """Be a member only. Where nobody tends the group then, its members are asked."""
    with transaction.atomic():
        membership.make_moderator(by=by, is_one=False)
        seek_moderator(membership.group)


def seek_moderator(group) -> bool:
    """Ask the members of a group that nobody tends, once; where there are none, its representatives. Was it so?"""
    with transaction.atomic():
        vacancy = Vacancy.settle(group)
        if vacancy is None:
            return False
        members = [row.member for row in group.memberships.filter(member__is_active=True).select_related("member")]
        tell_of_group("untended", members, group)
        if not members:
            pass_vacancy_on(vacancy, timezone.now())
    return True


def pass_vacancy_on(vacancy, now) -> None:
    """No member took over: the representatives of the place are asked."""
    with transaction.atomic():
        if vacancy.pass_on(now):
            tell_representatives(vacancy.group, "group_untended")
