"""A registration as it is filled in: saved at each step, gone on with from any device by a mailed link."""

import secrets
from datetime import timedelta

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rootbridge.base.audit.chain import record
from rootbridge.base.core.keeping import CONTRACT, OWNER, STAFF, THIRTY_DAYS, kept
from rootbridge.people.members.models import Member

from .officer import digest_of
from .organisation import Organisation

KEPT_FOR = timedelta(days=30)


class RegistrationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own; before there is an account, whoever holds the key in the session or the mailed link."""
        return self.filter(member=user) if user.pk else self.none()

    def holding(self, token: str, now):
        """The one that a mailed link is for."""
        return self.filter(token_digest=digest_of(token), token_until__gt=now)

    def drafts(self):
        return self.filter(sent_at=None)

    def past(self, now):
        """Nobody went on with it for thirty days, or it was sent so long ago."""
        return self.filter(saved_at__lt=now - KEPT_FOR)


def _typed(field, purpose, seen_by=OWNER):
    return kept(field, purpose=purpose, basis=CONTRACT, retention=THIRTY_DAYS, seen_by=seen_by)


class Registration(models.Model):
    """``key``: held by the session of whoever fills it in; ``answers``: {field: value} of all steps; ``step``: where
    they are; ``done``: keys of the steps that were answered; ``organisation``: what came of it."""

    key = _typed(models.CharField(_("key"), max_length=43, unique=True), _("to go on"), STAFF)
    member = _typed(
        models.ForeignKey(Member, on_delete=models.CASCADE, null=True, blank=True, related_name="registrations"),
        _("whose it is"),
    )
    email = _typed(models.EmailField(_("e-mail"), blank=True), _("to send you the link"))
    language = _typed(models.CharField(_("language"), max_length=8), _("to write to you in your language"))
    answers = _typed(models.JSONField(_("answers"), default=dict, blank=True), _("to register it"))
    step = _typed(models.CharField(_("step"), max_length=20, blank=True), _("to go on where you were"))
    done = _typed(models.JSONField(_("answered"), default=list, blank=True), _("to go on where you were"))
    token_digest = _typed(models.CharField(_("digest of the link"), max_length=64, blank=True), _("to know it"), STAFF)
    token_until = _typed(models.DateTimeField(_("link holds until"), null=True, blank=True), _("to end it"), STAFF)
    begun_at = _typed(models.DateTimeField(_("begun"), default=timezone.now), _("to count how long it takes"))
    saved_at = _typed(models.DateTimeField(_("saved"), default=timezone.now), _("to clear old drafts"))
    sent_at = _typed(models.DateTimeField(_("sent"), null=True, blank=True), _("to send it once"))
    organisation = _typed(
        models.OneToOneField(
            Organisation, on_delete=models.CASCADE, null=True, blank=True, related_name="registration"
        ),
        _("what came of it"),
    )

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(sent_at=None, organisation=None) | Q(sent_at__isnull=False, organisation__isnull=False),
                name="registration_sent_is_there",
            ),
        ]
        indexes = [models.Index(fields=["token_digest"], name="registration_token", condition=~Q(token_digest=""))]

    def __str__(self):
        return self.answers.get("name") or str(_("Draft"))

    @classmethod
    def begin(cls, *, language, member=None) -> "Registration":
        now = timezone.now()
        return cls.objects.create(
            key=secrets.token_urlsafe(32), language=language, member=member if member and member.pk else None,
            begun_at=now, saved_at=now,
        )  # fmt: skip

    def save_step(self, step: str, values: dict, *, following: str) -> "Registration":
        """Keep what one step holds, and go to the following. A registration that was sent stays as it is."""
        with transaction.atomic():
            mine = Registration.objects.select_for_update().get(pk=self.pk)
            if mine.sent_at is None:
                mine.answers |= values
                mine.done = [*(one for one in mine.done if one != step), step]
                mine.step, mine.saved_at = following, timezone.now()
                mine.save(update_fields=["answers", "done", "step", "saved_at"])
        self.refresh_from_db()
        return self

    def make_link(self, email: str) -> str:
        """A token for the letter; it holds for thirty days, and the one before no longer does."""
        token = secrets.token_urlsafe(32)
        self.email, self.token_digest = email, digest_of(token)
        self.token_until = timezone.now() + KEPT_FOR
        self.save(update_fields=["email", "token_digest", "token_until"])
        return token

    def send(self, *, by, make) -> tuple[Organisation, bool]:
        """Make the organisation of it, once: ``make(registration)`` in the same transaction. Returns (organisation,
        made); sent twice, the first is the answer."""
        with transaction.atomic():
            # Alone: a row joined to one that was waited for is the one of before the wait.
            mine = Registration.objects.select_for_update().get(pk=self.pk)
            if mine.organisation_id is not None:
                return mine.organisation, False
            organisation = make(mine)
            mine.organisation, mine.sent_at, mine.member = organisation, timezone.now(), by
            mine.token_digest, mine.token_until = "", None
            mine.save()
            record("organisations.registered", organisation, by=by, place_path=organisation.place.path)
        self.refresh_from_db()
        return organisation, True
