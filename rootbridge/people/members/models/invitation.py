"""An invitation to work here: an address, the role it will give, until when it can be taken up."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rootbridge.base.audit.chain import record
from rootbridge.base.core.keeping import CONTRACT, LEGITIMATE, SIX_MONTHS, STAFF, kept
from rootbridge.base.reference.models import Place

from ..bounds import Bounds
from .member import Member, normal_email
from .role import Role, RoleKind, Unfit

OPEN_FOR = timedelta(days=14)


def _work(field, purpose, basis=LEGITIMATE):
    return kept(field, purpose=purpose, basis=basis, retention=SIX_MONTHS, seen_by=STAFF)


class InvitationQuerySet(models.QuerySet):
    def open_at(self, now):
        return self.unanswered().filter(expires_at__gt=now)

    def unanswered(self):
        """Neither taken up nor withdrawn, though their time may be over."""
        return self.filter(taken_at__isnull=True, withdrawn_at__isnull=True)

    def past_at(self, now):
        """Taken up, withdrawn, or too old."""
        return self.exclude(pk__in=self.model.objects.open_at(now).values("pk"))

    def to(self, address):
        return self.filter(email=normal_email(address))

    def for_list(self):
        return self.select_related("place", "residence", "invited_by")

    def visible_to(self, user):
        """Those that whoever administers the same scope may see."""
        return self.filter(user.reach.roles_condition()) if user.pk else self.none()


class Invitation(models.Model):
    """The role is given when a member with this address signs in; scopes as in Role."""

    email = _work(models.EmailField(_("e-mail")), _("to send the invitation"), CONTRACT)
    kind = _work(models.CharField(_("role"), max_length=32, choices=RoleKind), _("what they may do"))
    is_everywhere = _work(models.BooleanField(_("everywhere"), default=False), _("where they may do it"))
    place = _work(
        models.ForeignKey(Place, on_delete=models.PROTECT, null=True, blank=True, related_name="+"), _("where")
    )
    residence = _work(
        models.ForeignKey(Place, on_delete=models.PROTECT, null=True, blank=True, related_name="+"), _("where")
    )
    body = _work(models.CharField(_("body"), max_length=60, blank=True), _("for whom"))
    starts_on = _work(models.DateField(_("from"), null=True, blank=True), _("from when the role holds"))
    ends_on = _work(models.DateField(_("until"), null=True, blank=True), _("until when the role holds"))
    invited_by = _work(models.ForeignKey(Member, on_delete=models.CASCADE, related_name="invitations"), _("inviter"))
    invited_at = _work(models.DateTimeField(_("invited"), default=timezone.now), _("when"))
    expires_at = _work(models.DateTimeField(_("open until")), _("until when it can be taken up"))
    taken_at = _work(models.DateTimeField(_("taken up"), null=True, blank=True), _("whether it was taken up"))
    withdrawn_at = _work(models.DateTimeField(_("withdrawn"), null=True, blank=True), _("whether it was withdrawn"))
    role = _work(models.ForeignKey(Role, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"), _("role"))

    objects = InvitationQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["email"], name="invitation_email")]
        constraints = [
            models.UniqueConstraint(
                fields=["email", "kind", "is_everywhere", "place", "residence", "body"],
                condition=Q(taken_at__isnull=True, withdrawn_at__isnull=True),
                nulls_distinct=False,
                name="invitation_once",
            )
        ]

    def __str__(self):
        return self.get_kind_display()

    @property
    def bounds(self) -> Bounds:
        return Bounds.of(self)

    @classmethod
    def invite(cls, email, kind, bounds, *, by, starts_on=None, ends_on=None):
        """Invite an address to a role; asked again, the open invitation is the answer. Returns (invitation, made).

        Raises Unfit, and PermissionDenied where ``by`` would give more than they hold, or to themselves.
        """
        email, now, today = normal_email(email), timezone.now(), timezone.localdate()
        if not bounds.fit(kind) or (ends_on and ends_on < max(starts_on or today, today)):
            raise Unfit(kind)
        if email == by.email or not by.reach.may_grant(kind, until=ends_on, **bounds.where):
            raise PermissionDenied("nobody gives more than they hold, nor to themselves")
        columns = {"email": email, "kind": kind, **bounds.columns}
        with transaction.atomic():
            cls.objects.filter(**columns, expires_at__lte=now).unanswered().update(withdrawn_at=now)
            invitation, made = cls.objects.get_or_create(
                **columns, taken_at=None, withdrawn_at=None,
                defaults={"invited_by": by, "expires_at": now + OPEN_FOR, "starts_on": starts_on, "ends_on": ends_on},
            )  # fmt: skip
            if made:
                record("members.invited", invitation, by=by, fields=["kind", bounds.kind], place_path=bounds.path)
        return invitation, made

    def withdraw(self, *, by):
        """Take it back; harmless when it was answered or withdrawn before. Raises PermissionDenied."""
        if not by.reach.may_manage(self.kind, **self.bounds.where):
            raise PermissionDenied("not inside one's own roles")
        with transaction.atomic():
            mine = Invitation.objects.select_for_update().get(pk=self.pk)
            if mine.taken_at is None and mine.withdrawn_at is None:
                Invitation.objects.filter(pk=mine.pk).update(withdrawn_at=timezone.now())
                record("members.invitation_withdrawn", mine, by=by, place_path=mine.bounds.path)
        self.refresh_from_db()
        return self

    def take(self, member):
        """The role it promised, now that its own address signed in; None when it is over or taken back, or whoever
        invited may no longer give it."""
        with transaction.atomic():
            mine = Invitation.objects.select_for_update().get(pk=self.pk)
            is_open = mine.taken_at is None and mine.withdrawn_at is None and mine.expires_at > timezone.now()
            if not is_open or mine.email != member.email:
                return None
            days = {"starts_on": mine.starts_on, "ends_on": mine.ends_on}
            try:
                role, _made = Role.grant(member, mine.kind, mine.bounds, by=mine.invited_by, **days)
            except (PermissionDenied, Unfit):
                return None
            Invitation.objects.filter(pk=mine.pk).update(taken_at=timezone.now(), role=role)
        self.refresh_from_db()
        return role
