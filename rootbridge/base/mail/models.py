"""A letter waits here from the moment of the change until the post took it; a crash loses none."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.keeping import CONTRACT, OWNER, SIX_MONTHS, THIRTY_DAYS, WORKINGS, kept
from rootbridge.base.core.retention import LENGTHS

KEPT_FOR = timedelta(days=30)
WAITS = (60, 300, 1800, 7200, 21600, 86400)  # seconds before each further try


class LetterQuerySet(models.QuerySet):
    def due(self, now):
        return self.filter(state=Letter.State.WAITING, due_at__lte=now)

    def visible_to(self, user):
        return self.filter(member=user)

    def outdated(self, now):
        return self.filter(written_at__lt=now - KEPT_FOR)


class Letter(models.Model):
    """``about``: what an answer to it belongs to, "26-4417-93"; it goes out with an address of its own to reply to, and
    with the names by which mail programs keep a talk together. ``is_automatic``: no machine should answer it."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        SENT = "sent", _("sent")
        FAILED = "failed", _("could not be sent")

    keeping = WORKINGS

    kind = models.CharField(_("kind"), max_length=60)
    member = kept(
        models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, blank=True),
        purpose=_("to know whose letter it is"), basis=CONTRACT, retention=THIRTY_DAYS, seen_by=OWNER,
    )  # fmt: skip
    address = kept(
        models.EmailField(_("e-mail")),
        purpose=_("to send the letter"), basis=CONTRACT, retention=THIRTY_DAYS, seen_by=OWNER,
    )  # fmt: skip
    language = models.CharField(_("language"), max_length=8)
    subject = kept(
        models.CharField(_("subject"), max_length=200),
        purpose=_("the letter itself"), basis=CONTRACT, retention=THIRTY_DAYS, seen_by=OWNER,
    )  # fmt: skip
    text = kept(
        models.TextField(_("text")),
        purpose=_("the letter itself"), basis=CONTRACT, retention=THIRTY_DAYS, seen_by=OWNER,
    )  # fmt: skip
    html = kept(
        models.TextField(_("the letter as a page"), blank=True),
        purpose=_("the letter itself"), basis=CONTRACT, retention=THIRTY_DAYS, seen_by=OWNER,
    )  # fmt: skip
    about = models.CharField(_("what it is about"), max_length=20, blank=True)
    is_automatic = models.BooleanField(_("written by the platform itself"), default=False)
    state = models.CharField(_("state"), max_length=8, choices=State.choices, default=State.WAITING)
    written_at = models.DateTimeField(_("written"), default=timezone.now)
    due_at = models.DateTimeField(_("due"), default=timezone.now)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)

    objects = LetterQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["due_at"], name="letter_due", condition=models.Q(state="waiting"))]

    def __str__(self):
        return f"{self.kind} {self.pk}"

    def mark_sent(self, now):
        self.state, self.sent_at, self.attempts = self.State.SENT, now, self.attempts + 1
        self.save(update_fields=["state", "sent_at", "attempts"])

    def mark_unsent(self, now):
        """Try again later, each time waiting longer; give up after the last wait."""
        if self.attempts >= len(WAITS):
            self.state = self.State.FAILED
        else:
            self.due_at = now + timedelta(seconds=WAITS[self.attempts])
        self.attempts += 1
        self.save(update_fields=["state", "due_at", "attempts"])


class ReceivedQuerySet(models.QuerySet):
    def outdated(self, now):
        return self.filter(at__lt=now - LENGTHS[SIX_MONTHS])


class Received(models.Model):
    """That a letter came and what became of it, without its words: so that each is handled once, whatever dies.

    ``validity``, ``uid``: where it lies, as the server numbers it; ``fingerprint``: of sender, Message-ID and words.
    """

    class Outcome(models.TextChoices):
        TAKEN = "taken", _("taken")
        SET_ASIDE = "aside", _("left in the mailbox for somebody to look at")
        PASSED_OVER = "passed", _("written by a machine")
        TWICE = "twice", _("came twice")

    keeping = WORKINGS

    validity = models.CharField(_("mailbox"), max_length=30)
    uid = models.BigIntegerField(_("number in the mailbox"))
    fingerprint = models.CharField(_("fingerprint"), max_length=64, db_index=True)
    outcome = models.CharField(_("what became of it"), max_length=6, choices=Outcome)
    why = models.CharField(_("why"), max_length=60, blank=True)
    at = models.DateTimeField(_("moment"), default=timezone.now)

    objects = ReceivedQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["validity", "uid"], name="received_once")]

    def __str__(self):
        return f"{self.uid} {self.outcome}"
