"""Who of the desks is there for talks just now."""

from datetime import timedelta

from django.db import models
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.keeping import CONTRACT, DAY, STAFF, kept
from rootbridge.people.members.models import Member, Role

# Without a sign for so long somebody is gone; where a talk of theirs goes on, a cut line is given more time.
GONE, VANISHED = timedelta(minutes=1), timedelta(minutes=2)


class PresenceState(models.TextChoices):
    HERE = "here", _("Here")
    BUSY = "busy", _("Busy: nothing new")
    AWAY = "away", _("Away")


class PresenceQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own."""
        return self.filter(member=user) if user.pk else self.none()

    def there(self, now):
        """Those who gave a sign in the last minute and did not say that they are away."""
        return self.filter(seen_at__gte=now - GONE).exclude(state=PresenceState.AWAY)

    def at(self, office, now, excluded=()):
        """Those who answer for an office, and for none of the excluded ones."""
        live = Role.objects.live_on(timezone.localdate(now))
        kept_out = live.filter(body__in=[f"office:{number}" for number in excluded])
        found = self.filter(member__is_active=True, member__roles__in=live.filter(body=office.audience_key))
        return found.exclude(member__roles__in=kept_out).distinct()

    def with_chats(self, hidden_from=()):
        """With how many talks each holds (``holds``), but for those that these offices must not know of."""
        held = Q(member__chats_held__ended_at=None) & ~Q(member__chats_held__excluded__overlap=list(hidden_from))
        return self.annotate(holds=Count("member__chats_held", filter=held))


def _sign(field, purpose):
    return kept(field, purpose=purpose, basis=CONTRACT, retention=DAY, seen_by=STAFF)


class Presence(models.Model):
    """One row for each person at work, for all desks they answer for."""

    member = _sign(
        models.OneToOneField(Member, on_delete=models.CASCADE, related_name="presence"), _("who is at the desk")
    )
    state = _sign(
        models.CharField(_("state"), max_length=4, choices=PresenceState, default=PresenceState.AWAY),
        _("whether people who wait may come to you"),
    )
    seen_at = _sign(models.DateTimeField(_("last sign"), default=timezone.now), _("to know when somebody is gone"))

    objects = PresenceQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(state__in=PresenceState.values), name="presence_state")]

    def __str__(self):
        return f"{self.member_id}: {self.state}"

    def is_there(self, now) -> bool:
        return self.state != PresenceState.AWAY and self.seen_at >= now - GONE

    @classmethod
    def set_state(cls, member, state: str) -> "Presence":
        """Say whether one is there for talks."""
        said = {"state": state, "seen_at": timezone.now()}
        return cls.objects.update_or_create(member=member, defaults=said)[0]

    @classmethod
    def give_sign(cls, member) -> "Presence":
        """Somebody at work opened a page of the talks; they stay in the state they chose."""
        now = timezone.now()
        if not cls.objects.filter(member=member).update(seen_at=now):
            return cls.objects.get_or_create(member=member, defaults={"seen_at": now})[0]
        return cls.objects.get(member=member)

    @classmethod
    def hold(cls, member, *, is_sign: bool) -> None:
        """Lock the row of somebody for this transaction, so that what they hold is counted one after the other; whoever
        does it themselves gives a sign by it."""
        cls.give_sign(member) if is_sign else cls.objects.get_or_create(member=member)
        cls.objects.select_for_update().get(member=member)
