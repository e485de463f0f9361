"""Who may do what in the back office."""

from rootbridge.people.members.reach import ADMINISTRATOR, GRANTS
from rootbridge.people.privacy.audiences import EVERYONE, MEMBERS, keys_read_by

READERS_OF_RECORDS = (ADMINISTRATOR, "local_representative")


def may_see_people(user) -> bool:
    """Those whose role may give roles."""
    return user.reach.holds(*GRANTS)


def may_grant_role(user, kind, bounds, until=None) -> bool:
    """Nobody gives more than they hold."""
    return bounds.fit(kind) and user.reach.may_grant(kind, until=until, **bounds.where)


def may_manage_role(user, role) -> bool:
    """Suspend and resume: inside one's own roles, never one's own."""
    return role.member_id != user.pk and user.reach.may_manage(role.kind, **role.bounds.where)


def may_end_role(user, role) -> bool:
    """One may also lay down one's own."""
    return role.member_id == user.pk or may_manage_role(user, role)


def may_pass_on_role(user, role) -> bool:
    """Name a substitute or a successor: inside one's own roles, and for one's own where it may be given on."""
    return user.reach.may_grant(role.kind, until=role.ends_on, **role.bounds.where)


def may_withdraw_invitation(user, invitation) -> bool:
    return user.reach.may_manage(invitation.kind, **invitation.bounds.where)


def may_look(user) -> bool:
    """Open private data for a reason: administrators, and those who read for an office that members opened data to."""
    return user.reach.holds(ADMINISTRATOR) or bool(keys_read_by(user) - {EVERYONE, MEMBERS})


def may_look_at(user, member) -> bool:
    """All of it: administrators inside their scope, never at themselves."""
    path = member.home.path if member.home else ""
    residence = member.living.code if member.living else ""
    return member.pk != user.pk and user.reach.covers(ADMINISTRATOR, path=path, residence=residence)


def may_read_records(user) -> bool:
    """What was done, inside one's own place."""
    return user.reach.holds(*READERS_OF_RECORDS)


def may_verify_chain(user) -> bool:
    return any(scope.kind == ADMINISTRATOR and scope.is_everywhere for scope in user.reach.scopes)


def may_switch_parts(user) -> bool:
    """A part belongs to the whole platform, so only who administers all of it."""
    return may_verify_chain(user)
