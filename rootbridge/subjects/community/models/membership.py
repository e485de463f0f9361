"""Who is in a group, who tends it, and how somebody goes."""

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rootbridge.base.audit.chain import record
from rootbridge.base.core.keeping import (
    ACCOUNT,
    CONSENT,
    LEGITIMATE,
    OFFICES,
    OWNER,
    STAFF,
    kept,
)
from rootbridge.people.members.models import Member

from .exclusion import Exclusion, apart
from .group import Group
from .vacancy import KNOWN_FOR, Vacancy


class Rhythm(models.TextChoices):
    DAILY = "daily", _("Once a day at most")
    WEEKLY = "weekly", _("Once a week")
    NEVER = "never", _("Never: I look myself")


class MembershipQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own."""
        return self.filter(member=user) if user.pk else self.none()

    def moderators(self):
        return self.filter(is_moderator=True, member__is_active=True)

    def seen_by(self, user):
        """Without those whom something keeps apart from this member."""
        return self.filter(Q(member=user) | apart(user, "member"))


def _own(field, purpose, seen_by=OFFICES, basis=CONSENT):
    return kept(field, purpose=purpose, basis=basis, retention=ACCOUNT, seen_by=seen_by)


class Membership(models.Model):
    """``name``: as the group calls them; ``has_declared``: that they are a woman, or of the age, where the group asks;
    ``checked_at``: a representative knows this moderator of young people; ``keeps_posts``: what becomes of their posts
    when they go; ``told_at``, ``told_to``: the last digest and the post it went up to."""

    group = _own(
        models.ForeignKey(Group, on_delete=models.CASCADE, related_name="memberships"), _("which group"), OWNER
    )
    member = _own(
        models.ForeignKey(Member, on_delete=models.CASCADE, related_name="group_memberships"), _("who is in it"), OWNER
    )
    name = _own(models.CharField(_("name in the group"), max_length=80), _("so that the group can call you"), OWNER)
    is_moderator = _own(models.BooleanField(_("moderator"), default=False), _("who tends the group"), OWNER)
    moderator_since = _own(
        models.DateTimeField(_("moderator since"), null=True, blank=True), _("who tends the group"), OWNER
    )
    checked_by = _own(
        models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"),
        _("to keep young people safe"), STAFF, LEGITIMATE,
    )  # fmt: skip
    checked_at = _own(
        models.DateTimeField(_("checked"), null=True, blank=True), _("to keep young people safe"), STAFF, LEGITIMATE
    )
    has_declared = _own(
        models.BooleanField(_("says that it fits"), default=False), _("because the group is for some"), OWNER
    )
    joined_at = _own(models.DateTimeField(_("since"), default=timezone.now), _("since when"), OWNER)
    rhythm = _own(
        models.CharField(_("how often we write"), max_length=8, choices=Rhythm, default=Rhythm.WEEKLY),
        _("to write as you like"),
        OWNER,
    )
    keeps_posts = _own(
        models.BooleanField(_("posts stay without my name"), default=False),
        _("to do with your posts as you wish"),
        OWNER,
    )
    told_at = _own(models.DateTimeField(_("last digest"), default=timezone.now), _("to write as you like"), OWNER)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["group", "member"], name="group_membership_once"),
            models.CheckConstraint(
                condition=Q(is_moderator=False) | Q(moderator_since__isnull=False), name="membership_moderator_since"
            ),
        ]
        indexes = [models.Index(fields=["rhythm", "told_at"], name="membership_digest")]

    def __str__(self):
        return self.name

    @property
    def may_tend(self) -> bool:
        """A moderator; of young people one whom a representative checked."""
        return self.is_moderator and (self.group.kind != "youth" or self.checked_at is not None)

    @property
    def is_known(self) -> bool:
        """Long enough in the group to take it over."""
        return self.joined_at <= timezone.now() - KNOWN_FOR

    @classmethod
    def join(cls, group, member, *, name, by, has_declared=False) -> tuple["Membership", bool]:
        """Become a member; harmless twice. Returns (membership, made)."""
        with transaction.atomic():
            mine, made = cls.objects.get_or_create(
                group=group, member=member, defaults={"name": name[:80], "has_declared": has_declared}
            )
            if made:
                Exclusion.settle(member)
                asked = group.requests.filter(member=member, outcome="")
                asked.update(outcome="let_in", decided_at=timezone.now())
                record("community.joined", mine, by=by, place_path=group.place_path)
        return mine, made

    def settle(self, *, by, **said) -> "Membership":
        """Change one's name in the group, how often it writes, what becomes of one's posts."""
        with transaction.atomic():
            for name, value in said.items():
                setattr(self, name, value)
            self.save(update_fields=list(said))
            record("community.membership_changed", self, by=by, fields=sorted(said))
        return self

    def make_moderator(self, *, by, is_one=True) -> "Membership":
        """Name a moderator, or step back."""
        with transaction.atomic():
            self.is_moderator, self.moderator_since = is_one, timezone.now() if is_one else None
            if not is_one:
                self.checked_by = self.checked_at = None
            self.save(update_fields=["is_moderator", "moderator_since", "checked_by", "checked_at"])
            record("community.moderator_named" if is_one else "community.moderator_left", self, by=by)
            self.group.tend(by=by)
            if is_one:
                Vacancy.settle(self.group)
        return self

    def take_over(self) -> bool:
        """Tend a group that nobody tends; False when somebody else was first."""
        with transaction.atomic():
            Group.objects.select_for_update(of=("self",)).get(pk=self.group_id)
            if self.group.memberships.moderators().exists():
                return False
            self.make_moderator(by=self.member)
        return True

    def check_by(self, representative) -> "Membership":
        """A representative knows this moderator of young people."""
        with transaction.atomic():
            self.checked_by, self.checked_at = representative, timezone.now()
            self.save(update_fields=["checked_by", "checked_at"])
            record("community.moderator_checked", self, by=representative, place_path=self.group.place_path)
        return self

    def leave(self, *, by) -> None:
        """Go; one's posts go too, or stay without a name, as one chose."""
        with transaction.atomic():
            self.group.posts.part_with(self.member, keeps=self.keeps_posts)
            record("community.left", self, by=by, place_path=self.group.place_path)
            self.delete()
