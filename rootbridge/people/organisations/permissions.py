"""Who may do what with organisations."""

from .models import JUDGES, Claim, Organisation, Verification, countries_served
from .models.organisation import MODERATORS


def may_judge_organisations(user) -> bool:
    """Is there anything of organisations for this person at work?"""
    return bool(user.pk) and (user.reach.holds(*JUDGES, *MODERATORS) or bool(countries_served(user)))


def may_lead(user, organisation) -> bool:
    """Change its page, name officers, answer members: its officers."""
    return bool(user.pk) and user.reach.covers("organisation_officer", body=organisation.body)


def may_look_at(user, organisation) -> bool:
    """Read what is not public of it: those who judge or moderate where it belongs."""
    inside = Organisation.objects.filter(pk=organisation.pk)
    return inside.inside_reach(user, *JUDGES).exists() or inside.moderated_by(user).exists()


def may_judge(user, organisation) -> bool:
    """Verify it and decide on claims: the representative or the embassy, never an officer or the author of it."""
    return Organisation.objects.judged_by(user).filter(pk=organisation.pk).exists()


def may_admit(user, organisation) -> bool:
    """Let one that waits be listed, or not: those who judge or moderate there; never its author or an officer."""
    if not user.pk or organisation.author_id == user.pk or may_lead(user, organisation):
        return False
    return may_look_at(user, organisation)


def may_agree(user, verification) -> bool:
    """Be the second: never the first."""
    if verification.first_id == user.pk or not verification.waits_for_second:
        return False
    return Verification.objects.received_by(user).filter(pk=verification.pk).exists()


def may_decide_claim(user, claim) -> bool:
    """Who said yes first is not the second."""
    if user.pk and claim.first_id == user.pk:
        return False
    return Claim.objects.received_by(user).live().filter(pk=claim.pk).exists()


def may_claim(user, organisation) -> bool:
    """Say that an entry which nobody leads is theirs."""
    return bool(user.pk) and organisation.is_listed and not organisation.editors().exists()


def may_contact_many(user, organisation) -> bool:
    """Write to many at once: officers of a verified one."""
    return organisation.is_verified and may_lead(user, organisation)


def may_collect(user, organisation) -> bool:
    """Ask for money or goods: officers of a verified one."""
    return organisation.is_verified and may_lead(user, organisation)


def may_reserve_names(user) -> bool:
    return bool(user.pk) and any(scope.is_everywhere and scope.kind == "administrator" for scope in user.reach.scopes)


def may_bring_lists(user) -> bool:
    """Bring in lists of organisations, and take them back: administrators of everything."""
    return bool(user.pk) and any(scope.is_everywhere and scope.kind == "administrator" for scope in user.reach.scopes)
