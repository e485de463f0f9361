"""A notice is a row of the transaction that caused it; the letter, if wanted, is another."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.keeping import ACCOUNT, CONTRACT, OWNER, SIX_MONTHS, kept
from rootbridge.base.core.names import spoken
from rootbridge.people.members.models import Member

from .registry import kinds

WHY = {"purpose": _("to tell you what happened"), "basis": CONTRACT, "retention": SIX_MONTHS, "seen_by": OWNER}
CHOSEN = WHY | {"retention": ACCOUNT}


class NoticeQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(member=user) if user.pk else self.none()

    def unread(self):
        return self.filter(read_at__isnull=True)

    def of_awake_parts(self):
        """Those whose kind is registered by a part that is switched on."""
        return self.filter(kind__in=[kind.key for kind in kinds])

    def mark_read(self) -> int:
        """Read from now on; how many were not."""
        return self.unread().update(read_at=timezone.now())


class Notice(models.Model):
    """``words``: what the sentence of its kind needs, JSON, a name with its languages; ``url``: where it leads."""

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

    @property
    def sentence(self) -> str:
        """What happened, in the reader's language; the kind's own name where a word is missing."""
        known = kinds.get(self.kind)
        try:
            return str(known.sentence) % spoken(self.words) if known else ""
        except (KeyError, TypeError, ValueError):
            return str(known.title)


class Preference(models.Model):
    """How a member wants to be told of one kind: on the page always, by mail if so."""

    member = kept(models.ForeignKey(Member, on_delete=models.CASCADE, related_name="preferences"), **CHOSEN)
    kind = kept(models.CharField(_("kind"), max_length=60), **CHOSEN)
    by_mail = kept(models.BooleanField(_("by e-mail"), default=True), **CHOSEN)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "kind"], name="preference_once")]

    def __str__(self):
        return f"{self.kind}: {self.by_mail}"

    @classmethod
    def settle(cls, member, wanted: dict[str, bool]) -> None:
        """Keep how a member wants to be told: {kind: by mail}."""
        rows = [cls(member=member, kind=kind, by_mail=by_mail) for kind, by_mail in wanted.items()]
        cls.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["member", "kind"], update_fields=["by_mail"]
        )
