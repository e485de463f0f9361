"""A consent is a row with a date: this field, to this audience, from then until taken back."""

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rootbridge.base.audit.chain import record
from rootbridge.base.core.keeping import ACCOUNT, LEGAL_DUTY, OWNER, kept

WHY = {
    "purpose": _("to prove what you agreed to, and when"), "basis": LEGAL_DUTY, "retention": ACCOUNT, "seen_by": OWNER,
}  # fmt: skip


class ConsentQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(member=user)

    def in_force(self):
        return self.filter(withdrawn_at__isnull=True)

    def opens(self, field, audiences):
        """Consents in force that open a field to any of the audiences (keys)."""
        return self.in_force().filter(purpose=f"show:{field}", audience__in=audiences)


class Consent(models.Model):
    """``purpose``: ``show:<field>`` or the key of another purpose; ``audience``: key of who gets it, or empty."""

    member = kept(models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="consents"), **WHY)
    purpose = kept(models.CharField(_("purpose"), max_length=60), **WHY)
    audience = kept(models.CharField(_("who sees it"), max_length=60, blank=True), **WHY)
    text = kept(models.TextField(_("the words agreed to")), **WHY)
    given_at = kept(models.DateTimeField(_("given"), default=timezone.now), **WHY)
    withdrawn_at = kept(models.DateTimeField(_("taken back"), null=True, blank=True), **WHY)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["member", "purpose", "audience"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="consent_one_in_force",
            ),
            models.CheckConstraint(
                condition=models.Q(withdrawn_at__isnull=True) | models.Q(withdrawn_at__gte=models.F("given_at")),
                name="consent_ends_after_start",
            ),
        ]
        indexes = [models.Index(fields=["purpose", "audience"], name="consent_purpose")]

    def __str__(self):
        return f"{self.purpose} {self.audience}"

    @classmethod
    def give(cls, member, purpose, audience="", *, text, by=None):
        """Open: one row in force for each purpose and audience, however often it is asked for."""
        with transaction.atomic():
            consent, made = cls.objects.get_or_create(
                member=member, purpose=purpose, audience=audience, withdrawn_at=None, defaults={"text": text}
            )
            if made:
                record("privacy.consent_given", consent, by=by or member, fields=[purpose])
        return consent

    def withdraw(self, *, by):
        """Close again, from this moment."""
        with transaction.atomic():
            mine = type(self).objects.select_for_update().get(pk=self.pk)
            if mine.withdrawn_at is None:
                mine.withdrawn_at = timezone.now()
                mine.save(update_fields=["withdrawn_at"])
                record("privacy.consent_withdrawn", mine, by=by, fields=[mine.purpose])
        return mine
