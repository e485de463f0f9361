"""A notice is a row of the transaction that caused it; the letter, if wanted, is another."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.keeping import CONTRACT, OWNER, SIX_MONTHS, kept
from rootbridge.people.members.models import Member

WHY = {"purpose": _("to tell you what happened"), "basis": CONTRACT, "retention": SIX_MONTHS, "seen_by": OWNER}


class NoticeQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(member=user) if user.pk else self.none()

    def unread(self):
        return self.filter(read_at__isnull=True)


class Notice(models.Model):
    """``words``: what the sentence of its kind needs, JSON; ``url``: where it leads."""

    member = kept(models.ForeignKey(Member, on_delete=models.CASCADE, related_name="notices"), **WHY)
    kind = kept(models.CharField(_("kind"), max_length=60), **WHY)
    words = kept(models.JSONField(_("words"), default=dict), **WHY)
    url = kept(models.CharField(_("address"), max_length=300, blank=True), **WHY)
    at = kept(models.DateTimeField(_("moment"), default=timezone.now), **WHY)
    read_at = kept(models.DateTimeField(_("read"), null=True, blank=True), **WHY)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["member", "-at"], name="notice_member")]

    def __str__(self):
        return self.kind


class Preference(models.Model):
    """How a member wants to be told of one kind: on the page always, by mail if so."""

    member = kept(models.ForeignKey(Member, on_delete=models.CASCADE, related_name="preferences"), **WHY)
    kind = kept(models.CharField(_("kind"), max_length=60), **WHY)
    by_mail = kept(models.BooleanField(_("by e-mail"), default=True), **WHY)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "kind"], name="preference_once")]

    def __str__(self):
        return f"{self.kind}: {self.by_mail}"
