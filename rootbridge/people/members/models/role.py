"""A role with its scope and dates. Scopes inherit downwards; nobody grants more than they hold."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.keeping import LEGITIMATE, STAFF, TWO_YEARS, kept
from rootbridge.base.reference.models import Place

from .member import Member


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
