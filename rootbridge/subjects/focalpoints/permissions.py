"""Who keeps offices and their people: administrators and representatives, each inside their own scope. A focal point
keeps their own page; a list is approved by two administrators over all that it touches."""

from rootbridge.people.members.reach import ADMINISTRATOR
from rootbridge.people.offices.importing.deed import may_take_back
from rootbridge.people.offices.models import KEEPERS, Batch, Office


def may_keep_offices(user) -> bool:
    """Is there any office to keep?"""
    return bool(user.pk) and user.reach.holds(*KEEPERS)


def may_keep_office(user, office) -> bool:
    return Office.objects.kept_by(user).filter(pk=office.pk).exists()


def may_add_office(user) -> bool:
    """A new one, inside one's own scope: administrators."""
    return bool(user.pk) and user.reach.holds(ADMINISTRATOR)


def may_keep_person(user, person) -> bool:
    return may_keep_office(user, person.office)


def may_be_person(user, person) -> bool:
    """The own page of a focal point: nobody else's."""
    return bool(user.pk) and person.member_id == user.pk


def may_bring_list(user) -> bool:
    return bool(user.pk) and user.reach.holds(ADMINISTRATOR)


def may_approve_list(user, batch) -> bool:
    """Once each, while it waits, over all that it touches."""
    if batch.state not in ("new", "approved") or batch.approvals.filter(by=user.pk).exists():
        return False
    return Batch.objects.visible_to(user).filter(pk=batch.pk).exists()


def may_undo_list(user, batch) -> bool:
    """As long as nobody of it has confirmed."""
    return may_take_back(batch) and Batch.objects.visible_to(user).filter(pk=batch.pk).exists()


def may_write_monthly(user) -> bool:
    """The message that all pass on: administrators and editors of everything."""
    scopes = user.reach.scopes if user.pk else ()
    return any(scope.is_everywhere and scope.kind in (ADMINISTRATOR, "editor") for scope in scopes)
