"""A role with its scope and dates. Scopes inherit downwards; nobody grants more than they hold."""

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rootbridge.base.audit.chain import record
from rootbridge.base.core.keeping import LEGITIMATE, STAFF, TWO_YEARS, kept
from rootbridge.base.reference.models import Place

from .. import bodies
from ..bounds import Bounds
from .member import Member


class Unfit(Exception):
    """A role of this kind cannot hold there, or not on these days."""


class LastAdministrator(Exception):
    """The platform would be without an administrator."""


class RoleKind(models.TextChoices):
    ADMINISTRATOR = "administrator", _("Administrator")
    EDITOR = "editor", _("Editor")
    MODERATOR = "moderator", _("Moderator")
    LOCAL_REPRESENTATIVE = "local_representative", _("Local representative")
    RESIDENCE_REPRESENTATIVE = "residence_representative", _("Representative abroad")
    SUPPORT_AGENT = "support_agent", _("Support agent")
    ORGANISATION_OFFICER = "organisation_officer", _("Officer of an organisation")


def _work(field, purpose):
    return kept(field, purpose=purpose, basis=LEGITIMATE, retention=TWO_YEARS, seen_by=STAFF)


class RoleQuerySet(models.QuerySet):
    def live_on(self, day):
        """Roles that hold on a day: begun, not over, neither suspended nor ended."""
        return self.filter(starts_on__lte=day, suspended_at__isnull=True, ended_at__isnull=True).filter(
            Q(ends_on__isnull=True) | Q(ends_on__gte=day)
        )

    def standing(self):
        """Not ended, though they may rest or begin later."""
        return self.filter(ended_at__isnull=True)

    def over_on(self, day):
        """Standing by their rows, but their last day is past."""
        return self.standing().filter(ends_on__lt=day)

    def in_state(self, state, day):
        """``""`` for those at work now or later, else ``resting`` or ``over``."""
        over = Q(ended_at__isnull=False) | Q(ends_on__lt=day)
        if state == "over":
            return self.filter(over)
        return self.exclude(over).filter(suspended_at__isnull=state != "resting")

    def inside(self, code):
        """Roles for a place, for anything below it, for bodies there."""
        path = Place.objects.filter(code=code).values_list("path", flat=True).first()
        if path is None:
            return self.none()
        condition = Q(place__path__startswith=path)
        for keys in bodies.keys_inside(path=path):
            condition |= Q(body__in=keys)
        return self.filter(condition)

    def for_list(self):
        return self.select_related("member", "place", "residence", "substitute_for__member")

    def visible_to(self, user):
        """Roles inside what the user administers, and their own."""
        return self.filter(user.reach.roles_condition() | Q(member=user)) if user.pk else self.none()


class Role(models.Model):
    """Exactly one scope: everywhere, a place of origin and all below, a country of residence, or one body.

    ``body`` is the key of an audience, ``organisation:12`` or ``office:7``.
    """

    member = _work(models.ForeignKey(Member, on_delete=models.CASCADE, related_name="roles"), _("who works here"))
    kind = _work(models.CharField(_("role"), max_length=32, choices=RoleKind), _("what they may do"))
    is_everywhere = _work(models.BooleanField(_("everywhere"), default=False), _("where they may do it"))
    place = _work(
        models.ForeignKey(Place, on_delete=models.PROTECT, null=True, blank=True, related_name="roles"),
        _("where they may do it"),
    )
    residence = _work(
        models.ForeignKey(Place, on_delete=models.PROTECT, null=True, blank=True, related_name="roles_abroad"),
        _("where they may do it"),
    )
    body = _work(models.CharField(_("body"), max_length=60, blank=True), _("for whom they may do it"))
    starts_on = _work(models.DateField(_("from"), default=timezone.localdate), _("from when"))
    ends_on = _work(models.DateField(_("until"), null=True, blank=True), _("until when"))
    substitute_for = _work(
        models.ForeignKey("self", on_delete=models.CASCADE, null=True, blank=True, related_name="substitutes"),
        _("whose work they do for a time"),
    )
    granted_by = _work(
        models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="roles_granted"),
        _("who gave the role"),
    )
    granted_at = _work(models.DateTimeField(_("granted"), default=timezone.now), _("when it was given"))
    suspended_at = _work(models.DateTimeField(_("suspended"), null=True, blank=True), _("whether it rests"))
    ended_at = _work(models.DateTimeField(_("ended"), null=True, blank=True), _("whether it is over"))

    objects = RoleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(is_everywhere=True, place=None, residence=None, body="")
                    | Q(is_everywhere=False, place__isnull=False, residence=None, body="")
                    | Q(is_everywhere=False, place=None, residence__isnull=False, body="")
                    | (Q(is_everywhere=False, place=None, residence=None) & ~Q(body=""))
                ),
                name="role_one_scope",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=models.F("starts_on")), name="role_dates"
            ),
            models.UniqueConstraint(
                fields=["member", "kind", "is_everywhere", "place", "residence", "body"],
                condition=Q(ended_at__isnull=True),
                nulls_distinct=False,
                name="role_once",
            ),
        ]
        indexes = [models.Index(fields=["member"], name="role_live", condition=Q(ended_at__isnull=True))]

    def __str__(self):
        return self.get_kind_display()

    @property
    def bounds(self) -> Bounds:
        return Bounds.of(self)

    def state_on(self, day) -> str:
        """``live``, ``ahead`` (begins later), ``resting`` (suspended), ``over``."""
        if self.ended_at or (self.ends_on and self.ends_on < day):
            return "over"
        if self.suspended_at:
            return "resting"
        return "ahead" if self.starts_on > day else "live"

    @classmethod
    def grant(cls, member, kind, bounds, *, by, **more):
        """Give a role; given again, the one that stands is the answer. Returns (role, made).

        ``more``: ``starts_on``, ``ends_on`` (dates), ``substitute_for`` (a role). ``by`` None is the platform at its
        own keyboard. Sessions of the member that never showed a second factor end, but not for an officer, who works on
        the pages of their own organisation. Raises Unfit, and PermissionDenied where ``by`` would give more than they
        hold.
        """
        starts_on, ends_on = more.get("starts_on") or timezone.localdate(), more.get("ends_on")
        if not bounds.fit(kind) or (ends_on and ends_on < max(starts_on, timezone.localdate())):
            raise Unfit(kind)
        if by is not None and (by.pk == member.pk or not by.reach.may_grant(kind, until=ends_on, **bounds.where)):
            raise PermissionDenied("nobody gives more than they hold, nor to themselves")
        columns = {"member": member, "kind": kind, **bounds.columns}
        with transaction.atomic():
            Member.objects.select_for_update().get(pk=member.pk)
            cls.objects.filter(**columns).over_on(timezone.localdate()).update(ended_at=timezone.now())
            role, made = cls.objects.get_or_create(
                **columns, ended_at=None,
                defaults={"starts_on": starts_on, "ends_on": ends_on, "granted_by": by,
                          "substitute_for": more.get("substitute_for")},
            )  # fmt: skip
            if made:
                role._record("members.role_granted", by, fields=["kind", bounds.kind])
                if kind != RoleKind.ORGANISATION_OFFICER:
                    member.devices.without_factor().sign_out()
        member.__dict__.pop("reach", None)
        return role, made

    def substitute(self, member, *, by, starts_on, ends_on):
        """Let somebody do the same for some days. Returns (role, made); errors as ``grant``."""
        if self.state_on(timezone.localdate()) == "over" or (self.ends_on and ends_on > self.ends_on):
            raise Unfit(self.kind)
        days = {"starts_on": starts_on, "ends_on": ends_on}
        return Role.grant(member, self.kind, self.bounds, by=by, substitute_for=self, **days)

    def suspend(self, *, by, reason):
        """Let it rest, from this moment. Harmless when it rests already. Raises LastAdministrator, PermissionDenied."""
        return self._close("suspended_at", "members.role_suspended", by, reason)

    def resume(self, *, by):
        """Let it go on. Nobody lets their own role go on."""
        with transaction.atomic():
            mine = self._locked(by)
            if mine.suspended_at is not None and mine.ended_at is None:
                Role.objects.filter(pk=mine.pk).update(suspended_at=None)
                mine._record("members.role_resumed", by)
        self.refresh_from_db()
        return self

    def end(self, *, by, reason):
        """It is over, and so are its substitutes. One may end one's own. Raises LastAdministrator, PermissionDenied."""
        return self._close("ended_at", "members.role_ended", by, reason)

    def hand_over(self, successor, *, by, reason):
        """Give the same role to a successor and end this one. Returns the successor's role; errors as ``grant``."""
        with transaction.atomic():
            mine = self._locked(by, may_be_own=True)
            if mine.state_on(timezone.localdate()) == "over" or successor.pk == mine.member_id:
                raise Unfit(mine.kind)
            role, _made = Role.grant(successor, mine.kind, mine.bounds, by=by, ends_on=mine.ends_on)
            if role.substitute_for_id or role.suspended_at or role.starts_on > timezone.localdate():
                # A substitute of theirs becomes the one whose work it is.
                Role.objects.filter(pk=role.pk).update(
                    substitute_for=None, ends_on=mine.ends_on, suspended_at=None, starts_on=timezone.localdate()
                )
                role.refresh_from_db()
            mine.substitutes.standing().exclude(pk=role.pk).update(substitute_for=role)
            mine.end(by=by, reason=reason)
            role._record("members.role_handed_over", by, fields=["member"])
        self.refresh_from_db()
        return role

    def _close(self, column, verb, by, reason):
        now = timezone.now()
        with transaction.atomic():
            self._ask(by, may_be_own=True)
            self._leave_an_administrator()
            mine = self._locked(by, may_be_own=True)
            for role in (mine, *(mine.substitutes.standing() if column == "ended_at" else ())):
                if getattr(role, column) is None and role.ended_at is None:
                    Role.objects.filter(pk=role.pk).update(**{column: now})
                    role._record(verb, by, after={"reason": reason}, person=role.member)
        self.refresh_from_db()
        return self

    def _locked(self, by, may_be_own=False):
        """This row, held until the change is written. Raises PermissionDenied for who does not stand over it."""
        self._ask(by, may_be_own)
        return Role.objects.select_for_update().get(pk=self.pk)

    def _ask(self, by, may_be_own):
        if by is None or (may_be_own and by.pk == self.member_id):
            return
        if by.pk == self.member_id or not by.reach.may_manage(self.kind, **self.bounds.where):
            raise PermissionDenied("not inside one's own roles")

    def _leave_an_administrator(self):
        """Raises LastAdministrator when no other administrator of everything would be at work without this role."""
        if self.kind != RoleKind.ADMINISTRATOR or not self.is_everywhere:
            return
        day = timezone.localdate()
        everything = Role.objects.filter(kind=RoleKind.ADMINISTRATOR, is_everywhere=True).select_related("member")
        # All of them, always in the same order, so that two who suspend each other take turns.
        held = everything.order_by("pk").select_for_update(of=("self",))
        others = [role for role in held if role.member_id != self.member_id and role.member.is_active]
        if not any(role.state_on(day) == "live" and role.ends_on is None for role in others):
            raise LastAdministrator

    def _record(self, verb, by, **more):
        record(verb, self, by=by, place_path=self.bounds.path, **more)
