"""The ways in and out of a group: requests, links, and being sent away."""

import secrets
from datetime import timedelta

from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rootbridge.base.audit.chain import record
from rootbridge.base.core.keeping import CONSENT, LEGITIMATE, OWNER, SIX_MONTHS, STAFF, TWO_YEARS, kept
from rootbridge.people.members.models import Member

from .exclusion import apart
from .group import Group
from .membership import Membership

ASKED_FOR, INVITED_FOR = timedelta(days=60), timedelta(days=14)
LINK_USES = 50


class Outcome(models.TextChoices):
    LET_IN = "let_in", _("Let in")
    NOT_NOW = "not_now", _("Not now")


class JoinRequestQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(member=user) if user.pk else self.none()

    def waiting(self, now):
        return self.filter(outcome="", at__gt=now - ASKED_FOR)

    def seen_by(self, moderator):
        return self.filter(apart(moderator, "member"))


def _asked(field, purpose, seen_by=OWNER):
    return kept(field, purpose=purpose, basis=CONSENT, retention=SIX_MONTHS, seen_by=seen_by)


class JoinRequest(models.Model):
    group = _asked(models.ForeignKey(Group, on_delete=models.CASCADE, related_name="requests"), _("which group"))
    member = _asked(models.ForeignKey(Member, on_delete=models.CASCADE, related_name="group_requests"), _("who asks"))
    name = _asked(models.CharField(_("name"), max_length=80), _("so that moderators can call you"))
    words = _asked(models.TextField(_("words"), max_length=600), _("so that moderators can decide"))
    language = _asked(models.CharField(_("language"), max_length=8, blank=True), _("to read it in the right voice"))
    has_declared = _asked(
        models.BooleanField(_("says that it fits"), default=False), _("because the group is for some")
    )
    at = _asked(models.DateTimeField(_("asked"), default=timezone.now), _("when"))
    outcome = _asked(models.CharField(_("answer"), max_length=8, choices=Outcome, blank=True), _("what came of it"))
    reply = _asked(models.TextField(_("reply"), max_length=600, blank=True), _("what came of it"))
    decided_by = _asked(
        models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"),
        _("who decided"),
        STAFF,
    )
    decided_at = _asked(models.DateTimeField(_("decided"), null=True, blank=True), _("when"))

    objects = JoinRequestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["group", "member"], condition=Q(outcome=""), name="joinrequest_once"),
            models.CheckConstraint(condition=Q(outcome="") | Q(decided_at__isnull=False), name="joinrequest_decided"),
        ]

    def __str__(self):
        return self.name

    @classmethod
    def ask(cls, group, member, *, name, words, language, has_declared) -> tuple["JoinRequest", bool]:
        with transaction.atomic():
            said = {"name": name[:80], "words": words, "language": language, "has_declared": has_declared}
            cls.objects.filter(group=group, member=member, outcome="", at__lte=timezone.now() - ASKED_FOR).delete()
            mine, made = cls.objects.get_or_create(group=group, member=member, outcome="", defaults=said)
            if made:
                record("community.join_asked", mine, by=member, place_path=group.place_path)
        return mine, made

    def decide(self, *, by, lets_in: bool, reply="") -> bool:
        """Let them in, or say not now with a word. False when somebody decided before."""
        with transaction.atomic():
            mine = JoinRequest.objects.select_for_update().get(pk=self.pk)
            if mine.outcome:
                return False
            mine.outcome = Outcome.LET_IN if lets_in else Outcome.NOT_NOW
            mine.reply, mine.decided_by, mine.decided_at = reply, by, timezone.now()
            mine.save()
            if lets_in:
                Membership.join(mine.group, mine.member, name=mine.name, by=by, has_declared=mine.has_declared)
            record("community.join_decided", mine, by=by, fields=[mine.outcome])
            mine.group.tend(by=by)
        return True

    def take_back(self, *, by) -> None:
        with transaction.atomic():
            record("community.join_taken_back", self, by=by)
            self.delete()


class RemovalQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(member=user) if user.pk else self.none()

    def standing(self):
        return self.filter(lifted_at=None)


def _ruled(field, purpose, seen_by=STAFF):
    return kept(field, purpose=purpose, basis=LEGITIMATE, retention=TWO_YEARS, seen_by=seen_by)


class Removal(models.Model):
    """Sent away by a moderator, with a reason; they may say once that it is wrong."""

    group = _ruled(models.ForeignKey(Group, on_delete=models.CASCADE, related_name="removals"), _("which group"), OWNER)
    member = _ruled(
        models.ForeignKey(Member, on_delete=models.CASCADE, related_name="group_removals"),
        _("who was sent away"),
        OWNER,
    )
    name = _ruled(models.CharField(_("name"), max_length=80), _("to let them in again under it"), OWNER)
    reason = _ruled(models.TextField(_("reason"), max_length=1000), _("so that you know why"), OWNER)
    by = _ruled(
        models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"), _("who decided")
    )
    at = _ruled(models.DateTimeField(_("when"), default=timezone.now), _("when"), OWNER)
    lifted_at = _ruled(models.DateTimeField(_("lifted"), null=True, blank=True), _("whether it still holds"), OWNER)

    objects = RemovalQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["group", "member"], condition=Q(lifted_at=None), name="removal_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="removal_has_reason"),
        ]

    def __str__(self):
        return self.name

    @classmethod
    def send_away(cls, membership, *, by, reason) -> "Removal":
        with transaction.atomic():
            group, member = membership.group, membership.member
            removal, _made = cls.objects.get_or_create(
                group=group,
                member=member,
                lifted_at=None,
                defaults={"name": membership.name, "reason": reason, "by": by},
            )
            membership.delete()
            record("community.sent_away", removal, by=by, place_path=group.place_path)
            group.tend(by=by)
        return removal

    def lift(self, *, by, brings_back=False) -> None:
        """They may join again; ``brings_back``: they are a member again at once."""
        with transaction.atomic():
            Removal.objects.filter(pk=self.pk).update(lifted_at=timezone.now())
            if brings_back:
                Membership.join(self.group, self.member, name=self.name, by=by, has_declared=True)
            record("community.removal_lifted", self, by=by, place_path=self.group.place_path)


class InvitationQuerySet(models.QuerySet):
    def good(self, now):
        rows = self.filter(until__gt=now, uses__lt=LINK_USES, ended_at=None)
        return rows.filter(Q(is_to_tend=False) | Q(uses=0))


class Invitation(models.Model):
    """A link that lets whoever holds it join: for two weeks, for fifty people. ``is_to_tend``: a representative made
    it, for one person, who then tends the group."""

    LONG = timedelta(days=60)  # where a group goes on in another one

    group = _ruled(models.ForeignKey(Group, on_delete=models.CASCADE, related_name="invitations"), _("which group"))
    key = _ruled(
        models.CharField(_("key"), max_length=32, unique=True, default=secrets.token_urlsafe), _("to know the link")
    )
    by = _ruled(models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+"), _("who made it"))
    at = _ruled(models.DateTimeField(_("made"), default=timezone.now), _("when"))
    until = _ruled(models.DateTimeField(_("until")), _("until when"))
    uses = _ruled(models.PositiveSmallIntegerField(_("used"), default=0), _("to end it when it goes round"))
    ended_at = _ruled(models.DateTimeField(_("ended"), null=True, blank=True), _("whether it still holds"))
    is_to_tend = _ruled(models.BooleanField(_("to tend the group"), default=False), _("whom it makes a moderator"))

    objects = InvitationQuerySet.as_manager()

    def __str__(self):
        return str(self.pk)

    @classmethod
    def make(cls, group, *, by, until=None, is_to_tend=False) -> "Invitation":
        with transaction.atomic():
            row = cls.objects.create(
                group=group, by=by, key=secrets.token_urlsafe(18), until=until or timezone.now() + INVITED_FOR,
                is_to_tend=is_to_tend,
            )  # fmt: skip
            record("community.invitation_made", row, by=by, place_path=group.place_path)
            group.tend(by=by)
        return row

    def use(self) -> bool:
        """Count one who comes in by it; False when it is over."""
        return bool(Invitation.objects.good(timezone.now()).filter(pk=self.pk).update(uses=F("uses") + 1))

    def end(self, *, by) -> None:
        with transaction.atomic():
            Invitation.objects.filter(pk=self.pk, ended_at=None).update(ended_at=timezone.now())
            record("community.invitation_ended", self, by=by)
