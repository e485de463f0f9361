"""A member follows a place: what is new there comes once a week."""

import uuid

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rootbridge.base.audit.chain import record
from rootbridge.base.core.keeping import ACCOUNT, CONSENT, OWNER, kept
from rootbridge.base.reference.models import Place
from rootbridge.people.members.models import Member

# Places that one member may follow.
MOST = 30
WHY = {"purpose": _("to send you what is new there, once a week"), "basis": CONSENT, "retention": ACCOUNT,
       "seen_by": OWNER}  # fmt: skip


class TooMany(Exception):
    """A member follows as many places as one may."""


class FollowingQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(member=user) if user.pk else self.none()


class Following(models.Model):
    """``told_at``: up to when they have been told; ``token``: in the link that stops it without signing in."""

    member = kept(models.ForeignKey(Member, on_delete=models.CASCADE, related_name="followed_places"), **WHY)
    place = kept(models.ForeignKey(Place, on_delete=models.CASCADE, related_name="followers"), **WHY)
    since = kept(models.DateTimeField(_("since"), default=timezone.now), **WHY)
    told_at = kept(models.DateTimeField(_("told up to"), default=timezone.now), **WHY)
    token = kept(models.UUIDField(_("key of the link that stops it"), default=uuid.uuid4, unique=True), **WHY)

    objects = FollowingQuerySet.as_manager()

    class Meta:
        verbose_name = _("followed place")
        verbose_name_plural = _("followed places")
        constraints = [models.UniqueConstraint(fields=["member", "place"], name="following_once")]
        indexes = [models.Index(fields=["told_at"], name="following_told")]

    def __str__(self):
        return str(self.place)

    @classmethod
    def begin(cls, member, place) -> "Following":
        """Follow a place; twice is once. Raises TooMany."""
        with transaction.atomic():
            Member.objects.select_for_update().get(pk=member.pk)
            found = cls.objects.filter(member=member, place=place).first()
            if found is None:
                if cls.objects.filter(member=member).count() >= MOST:
                    raise TooMany
                found = cls.objects.create(member=member, place=place)
                record("localities.followed", found, by=member, place_path=place.path)
        return found

    def stop(self) -> None:
        with transaction.atomic():
            record("localities.unfollowed", self, by=self.member, place_path=self.place.path)
            self.delete()
