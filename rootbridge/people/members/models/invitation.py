"""An invitation to work here: an address, the role it will give, until when it can be taken up."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.keeping import CONTRACT, LEGITIMATE, SIX_MONTHS, STAFF, kept
from rootbridge.base.reference.models import Place

from .member import Member
from .role import Role, RoleKind


def _work(field, purpose, basis=LEGITIMATE):
    return kept(field, purpose=purpose, basis=basis, retention=SIX_MONTHS, seen_by=STAFF)


class InvitationQuerySet(models.QuerySet):
    def open_at(self, now):
        return self.filter(expires_at__gt=now, taken_at__isnull=True, withdrawn_at__isnull=True)

    def visible_to(self, user):
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
    ends_on = _work(models.DateField(_("until"), null=True, blank=True), _("until when the role holds"))
    invited_by = _work(models.ForeignKey(Member, on_delete=models.CASCADE, related_name="invitations"), _("who invited"))
    invited_at = _work(models.DateTimeField(_("invited"), default=timezone.now), _("when"))
    expires_at = _work(models.DateTimeField(_("open until")), _("until when it can be taken up"))
    taken_at = _work(models.DateTimeField(_("taken up"), null=True, blank=True), _("whether it was taken up"))
    withdrawn_at = _work(models.DateTimeField(_("withdrawn"), null=True, blank=True), _("whether it was withdrawn"))
    role = _work(models.ForeignKey(Role, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"), _("the role"))

    objects = InvitationQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["email"], name="invitation_email")]

    def __str__(self):
        return self.get_kind_display()
