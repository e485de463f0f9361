"""Somebody whom a desk does not talk with for some hours."""

from datetime import timedelta

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rootbridge.base.audit.chain import record
from rootbridge.base.core.keeping import LEGITIMATE, NOBODY, STAFF, THIRTY_DAYS, kept
from rootbridge.people.members.models import Member
from rootbridge.people.offices.models import Office

from ...staff import offices_of


class BlockQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those of the desks that one answers for."""
        return self.filter(office__in=offices_of(user))

    def standing(self, now):
        return self.filter(until__gt=now, lifted_at=None)

    def against(self, *, member, source):
        """Those that hold for a member, or for whoever comes from a network (a keyed digest)."""
        return self.filter(Q(member=member) if member else Q(source=source) & ~Q(source=""))


def _safety(field, purpose, seen_by=STAFF):
    return kept(field, purpose=purpose, basis=LEGITIMATE, retention=THIRTY_DAYS, seen_by=seen_by)


class Block(models.Model):
    """A member, or without an account a network as a keyed digest (``source``), at one desk. Questions in writing stay
    open to everybody."""

    office = _safety(models.ForeignKey(Office, on_delete=models.CASCADE, related_name="chat_blocks"), _("which desk"))
    member = _safety(
        models.ForeignKey(Member, on_delete=models.CASCADE, null=True, blank=True, related_name="chat_blocks"),
        _("so that a desk is not flooded or insulted"),
    )
    source = _safety(
        models.CharField(_("where it came from"), max_length=64, blank=True),
        _("so that a desk is not flooded or insulted"), NOBODY,
    )  # fmt: skip
    reason = _safety(models.CharField(_("reason"), max_length=300), _("to tell why"))
    by = _safety(models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+"), _("who did it"))
    at = _safety(models.DateTimeField(_("since"), default=timezone.now), _("since when"))
    until = _safety(models.DateTimeField(_("until")), _("so that it ends by itself"))
    lifted_at = _safety(models.DateTimeField(_("lifted"), null=True, blank=True), _("when it was lifted"))

    objects = BlockQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="block_has_reason"),
            models.CheckConstraint(
                condition=Q(member__isnull=False, source="") | Q(member__isnull=True) & ~Q(source=""),
                name="block_of_one",
            ),
        ]
        indexes = [models.Index(fields=["office", "until"], name="block_office")]

    def __str__(self):
        return f"{self.office_id} until {self.until:%Y-%m-%d %H:%M}"

    @classmethod
    def place(cls, chat, *, by, reason, hours) -> "Block":
        """Keep whoever asked in a talk away from its desk. In the transaction of the caller."""
        who = {"member": chat.member} if chat.member_id else {"source": chat.source or f"chat {chat.pk}"}
        return cls.objects.create(
            office=chat.office, reason=reason, by=by, until=timezone.now() + timedelta(hours=hours), **who
        )

    def lift(self, *, by) -> bool:
        """It holds no longer. False where it was lifted before."""
        with transaction.atomic():
            if not Block.objects.filter(pk=self.pk, lifted_at=None).update(lifted_at=timezone.now()):
                return False
            record("help.chat_block_lifted", self, by=by, place_path=self.office.place.path)
        return True
