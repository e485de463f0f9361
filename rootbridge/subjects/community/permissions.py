"""Who may do what in the directory and in groups. Roles open nothing that members say to each other."""

from django.conf import settings

from rootbridge.people.members.models import AgeBand

from .models.group import WORKERS, Group, Joining, State


def may_be_found(user) -> bool:
    """Grown-ups only; who said no age is taken at their word."""
    return bool(user.pk) and user.age_band != AgeBand.UNDER_18


def may_write_contact(user, contact) -> bool:
    """One of the two, once it is accepted, as long as they did not leave it."""
    sides = {contact.asker_id: contact.asker_left, contact.asked_id: contact.asked_left}
    return contact.conversation_id is not None and sides.get(user.pk) is False


def may_read_group(user, group) -> bool:
    """What is said in it: its members, once it was opened."""
    return group.standing_of(user) is not None and group.state not in (State.PROPOSED, State.REFUSED)


def may_post(user, group) -> bool:
    """Members while it is open; of young people once a checked moderator is there."""
    return may_read_group(user, group) and group.is_open and not group.waits_for_check


def may_join(user, group, *, by_link=False) -> bool:
    """Anybody signed in who is no member and was not sent away; without a link only where it is not needed."""
    is_let = bool(user.pk) and group.is_open and (by_link or group.joining != Joining.INVITATION)
    return is_let and group.standing_of(user) is None and not group.removals.standing().filter(member=user).exists()


def may_tend(user, group) -> bool:
    """Its moderators; of young people those whom a representative checked."""
    return getattr(group.standing_of(user), "may_tend", False) and group.is_running


def may_take_over(user, group) -> bool:
    """A group that nobody tends: whoever is in it for two weeks or more."""
    return getattr(group.standing_of(user), "is_known", False) and group.lacks_moderator


def may_see_members(user, group) -> bool:
    """Members, where the group says so; its moderators always."""
    return may_read_group(user, group) and (group.members_seen == "members" or may_tend(user, group))


def may_change_post(user, post) -> bool:
    """Its author, while the group is open."""
    return post.author_id == user.pk and bool(user.pk) and post.is_standing and may_post(user, post.group)


def may_take_post(user, post) -> bool:
    """Its author at any time, and the moderators."""
    is_theirs = post.author_id == user.pk or may_tend(user, post.group)
    return is_theirs and post.is_standing and may_read_group(user, post.group)


def may_work_on_groups(user) -> bool:
    """Open, close, find moderators for groups of one's place or country."""
    return bool(user.pk) and user.reach.holds(*WORKERS)


def may_work_on_group(user, group: Group) -> bool:
    return bool(user.pk) and user.reach.covers(*WORKERS, path=group.home_path, residence=group.residence_code)


def may_open_group(user, group: Group) -> bool:
    """Under four eyes not who proposed it."""
    is_own = settings.ROOTBRIDGE_FOUR_EYES and group.proposed_by_id == user.pk
    return group.state == State.PROPOSED and not is_own and may_work_on_group(user, group)


def may_check_moderator(user, group: Group) -> bool:
    """Say that a moderator of young people is known; never of oneself."""
    return may_work_on_group(user, group) and group.kind == "youth" and group.standing_of(user) is None
