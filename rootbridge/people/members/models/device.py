"""Where a member is signed in: one row a session, so that "sign out everywhere" and erasure reach each of them."""

from django.contrib.sessions.models import Session
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rootbridge.base.audit.chain import record
from rootbridge.base.core.keeping import ACCOUNT, CONTRACT, OWNER, kept

from .member import Member

SHOWN = "account_authentication_methods"  # where allauth notes in a session how somebody showed that it is them
WHY = {"purpose": _("to sign you out everywhere at once"), "basis": CONTRACT, "retention": ACCOUNT, "seen_by": OWNER}


class DeviceQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(member=user) if user.pk else self.none()

    def gone(self):
        """Those whose session is over."""
        alive = Session.objects.filter(expire_date__gt=timezone.now())
        return self.exclude(session_key__in=alive.values("session_key"))

    def without_factor(self):
        """Those whose session never showed a second factor."""
        bare = [
            session.session_key
            for session in Session.objects.filter(session_key__in=self.values("session_key"))
            if not any(shown["method"] == "mfa" for shown in session.get_decoded().get(SHOWN, []))
        ]
        return self.filter(session_key__in=bare)

    def sign_out(self) -> int:
        """End these sessions, for the server at once; how many."""
        with transaction.atomic():
            Session.objects.filter(session_key__in=list(self.values_list("session_key", flat=True))).delete()
            return self.delete()[0]


class Device(models.Model):
    """A browser that is signed in. ``session_key`` never leaves the server."""

    member = kept(models.ForeignKey(Member, on_delete=models.CASCADE, related_name="devices"), **WHY)
    session_key = kept(models.CharField(_("key of the session"), max_length=40, unique=True), **WHY)
    since = kept(models.DateTimeField(_("signed in"), default=timezone.now), **WHY)

    objects = DeviceQuerySet.as_manager()

    def __str__(self):
        return f"{self.member_id} {self.since:%Y-%m-%d}"

    @classmethod
    def enter(cls, member, session_key):
        """Write down that this session now belongs to the member; rows of sessions that are over go."""
        with transaction.atomic():
            cls.objects.filter(member=member).gone().delete()
            device, _made = cls.objects.update_or_create(
                session_key=session_key, defaults={"member": member, "since": timezone.now()}
            )
            record("members.signed_in", member, by=member)
        return device

    @classmethod
    def go_on(cls, member, session_key):
        """Write down the new key of a session that goes on; nobody signed in anew."""
        return cls.objects.create(member=member, session_key=session_key)
