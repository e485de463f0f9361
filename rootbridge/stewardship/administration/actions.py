"""Changes of the back office that reach several rooms: each with its record, and a notice to the person."""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation

from rootbridge.base.audit.chain import record
from rootbridge.base.core import parts
from rootbridge.base.core.handover import open_work
from rootbridge.base.core.models import Switch
from rootbridge.base.design.formats import date
from rootbridge.base.mail.writing import write
from rootbridge.people.members.models import Invitation, RoleKind
from rootbridge.shared.inbox.telling import tell

from . import looking


def invite(*, by, email, kind, bounds, language, **days):
    """Invite an address to a role and write to it. Returns (invitation, made); errors as Invitation.invite."""
    with transaction.atomic():
        invitation, made = Invitation.invite(email, kind, bounds, by=by, **days)
        if made:
            with translation.override(language):
                where = bounds.words(language)
            write(
                "administration.invitation", "administration/letters/invitation.html", address=invitation.email,
                language=language, role=RoleKind(kind).label, where=where,
                inviter=by.get_short_name(), until=invitation.expires_at,
            )  # fmt: skip
    return invitation, made


def take_up_invitations(member):
    """The open invitations to a member's address become roles. Returns the roles."""
    with transaction.atomic():
        return [role for one in open_invitations(member) if (role := one.take(member)) is not None]


def open_invitations(member):
    """Invitations to a member's address that can be taken up now."""
    return Invitation.objects.to(member.email).open_at(timezone.now()).for_list()


def suspend_role(role, *, by, reason):
    with transaction.atomic():
        was_resting = role.suspended_at is not None
        role.suspend(by=by, reason=reason)
        if not was_resting:
            _tell_about("administration.role_suspended", role, reason=reason)
    return role


def resume_role(role, *, by):
    with transaction.atomic():
        was_resting = role.suspended_at is not None
        role.resume(by=by)
        if was_resting:
            _tell_about("administration.role_resumed", role)
    return role


def end_role(role, *, by, reason):
    with transaction.atomic():
        was_over = role.ended_at is not None
        role.end(by=by, reason=reason)
        if not was_over and role.member_id != by.pk:
            _tell_about("administration.role_ended", role, reason=reason)
    return role


def substitute_role(role, member, *, by, starts_on, ends_on):
    """Let somebody stand in for some days; both hear of it. Returns (role of the substitute, made)."""
    with transaction.atomic():
        lent, made = role.substitute(member, by=by, starts_on=starts_on, ends_on=ends_on)
        if made:
            _tell_about("administration.role_lent", lent, other=role.member, starts_on=starts_on, ends_on=ends_on)
            if role.member_id != by.pk:
                _tell_about("administration.role_covered", role, other=member, starts_on=starts_on, ends_on=ends_on)
    return lent, made


def hand_over_role(role, successor, *, by, reason):
    """Give role and open work to a successor; both hear of it. Returns the successor's role."""
    with transaction.atomic():
        for work in open_work.all().values():
            work.pass_on(role, successor)
        new = role.hand_over(successor, by=by, reason=reason)
        _tell_about("administration.role_given", new, other=role.member)
        if role.member_id != by.pk:
            _tell_about("administration.role_ended", role, reason=reason)
    return new


def open_data(viewer, address, *, reason, keys):
    """Open a member's data for a reason, and tell its owner at once. Errors as looking.find.

    What is told says as what they look; the name stands with the look itself, from where it goes when they leave.
    """
    subject = looking.find(viewer, address)
    same = looking.own(viewer).open_at(timezone.now()).filter(subject=subject, reason=reason, fields=keys)
    if (look := same.first()) is not None:
        return look
    with transaction.atomic():
        look = looking.begin(viewer, subject, reason=reason, keys=keys)
        tell("administration.looked", [look.subject], url=_in_language(look.subject, "privacy:mine"),
             viewer=looking.role_words(viewer, subject.language), reason=reason)  # fmt: skip
    return look


def switch_part(label, *, is_on, by):
    """Wake a part or let it sleep. Harmless when it is so already. Its data stays either way."""
    with transaction.atomic():
        if parts.is_on(label) == is_on:
            return None
        switch = Switch.turn(label, is_on=is_on)
        record("administration.part_switched", switch, by=by, fields=[label], after={"is_on": is_on})
    return switch


def _tell_about(kind, role, *, other=None, **more):
    """Tell the holder of a role, with its words in their language."""
    member = role.member
    with translation.override(member.language):
        words = {"role": role.get_kind_display(), "where": role.bounds.words(member.language)}
        words |= {name: date(value) if hasattr(value, "isoformat") else value for name, value in more.items()}
        if other is not None:
            words["other"] = other.get_short_name()
    tell(kind, [member], url=reverse("administration:first"), **words)


def _in_language(member, url_name) -> str:
    with translation.override(member.language):
        return reverse(url_name)
