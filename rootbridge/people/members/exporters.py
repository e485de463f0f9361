"""What the members' rooms keep of a member, and how it goes."""

from django.contrib.sessions.models import Session
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.keeping import SIX_MONTHS, TWO_YEARS
from rootbridge.base.core.retention import LENGTHS, add_rule
from rootbridge.people.privacy.erasure import CannotErase, add_eraser
from rootbridge.people.privacy.export import add_exporter

from .models import (
    Ability,
    Device,
    Giving,
    Interest,
    Invitation,
    Member,
    MemberLanguage,
    MemberSkill,
    Role,
    Seeking,
)  # fmt: skip
from .reach import ADMINISTRATOR


def erase_sessions(member):
    member.forget_sessions()


def erase_invitations(member):
    """Those to the address; those the member wrote go with the member."""
    Invitation.objects.filter(email__iexact=member.email).delete()


def keep_one_administrator(member):
    """The platform is never left without somebody who can give roles."""
    everywhere = Role.objects.live_on(timezone.localdate()).filter(kind=ADMINISTRATOR, is_everywhere=True)
    if everywhere.filter(member=member).exists() and not everywhere.exclude(member=member).exists():
        raise CannotErase(gettext("You are the only administrator. Hand your role over first, then come back."))


def clear_old_invitations(now):
    """Answered or not, half a year after it could be taken up."""
    return Invitation.objects.filter(expires_at__lt=now - LENGTHS[SIX_MONTHS]).delete()[0]


def clear_old_roles(now):
    """Two years after the last day."""
    past = now - LENGTHS[TWO_YEARS]
    return Role.objects.filter(Q(ended_at__lt=past) | Q(ends_on__lt=past.date())).delete()[0]


def clear_old_sessions(now):
    """Sessions that are over, and the devices they stood for."""
    Session.objects.filter(expire_date__lt=now).delete()
    return Device.objects.gone().delete()[0]


add_rule("members.device", clear_old_sessions)
add_rule("members.invitation", clear_old_invitations)
add_rule("members.role", clear_old_roles)

add_exporter("profile", Member, title=_("Your profile"), order=1, without=("password", "is_superuser"),
             rows=lambda member: Member.objects.filter(pk=member.pk))  # fmt: skip
add_exporter("abilities", Ability, title=_("What you can do"), order=2)
add_exporter("skills", MemberSkill, title=_("Your skills"), order=3)
add_exporter("languages", MemberLanguage, title=_("Your languages"), order=4)
add_exporter("giving", Giving, title=_("What you would give"), order=5)
add_exporter("seeking", Seeking, title=_("What you look for"), order=6)
add_exporter("topics", Interest, title=_("Topics you need"), order=7)
add_exporter("roles", Role, title=_("Your work here"), order=8)
add_exporter("invitations", Invitation, title=_("Invitations you wrote"), rows="invited_by", order=9)
add_exporter("devices", Device, title=_("Where you are signed in"), order=10, without=("session_key",))

add_eraser("administrator", keep_one_administrator, order=1)
add_eraser("invitations", erase_invitations, order=80)
add_eraser("sessions", erase_sessions, order=80)
