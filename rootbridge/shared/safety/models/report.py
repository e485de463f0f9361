"""A safe report is a chain of locked messages. Who may open a message has an envelope with its key, sealed to them."""

import base64
import secrets
from contextlib import suppress

from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.keeping import CONSENT, FACTS, NOBODY, TWO_YEARS, kept

from .. import codes, sealing
from ..registry import announce
from .trustee import Trustee

MOST_MESSAGES = 60


def _sealed(field):
    return kept(field, purpose=_("so that only the trustees can read it"), basis=CONSENT, retention=TWO_YEARS,
                seen_by=NOBODY)  # fmt: skip


class SafeReportQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those whose first message was sealed to this trustee: to others, an administrator too, there is none."""
        if not user.pk:
            return self.none()
        sealed = Envelope.objects.filter(trustee__in=Trustee.objects.of(user), message__number=1)
        return self.filter(pk__in=sealed.values("message__report"))

    def under(self, code):
        """The one that this code belongs to."""
        return self.filter(locator=codes.locator(code)) if codes.plain(code) else self.none()


class SafeReport(models.Model):
    """``token``: its address among trustees, random, so that no gap in a row of numbers tells of another one;
    ``locator`` and ``reply_key`` come from the reporter's code. Days only, no moments."""

    keeping = FACTS

    token = models.CharField(_("address"), max_length=32, unique=True)
    locator = _sealed(models.CharField(_("found under"), max_length=64, unique=True))
    reply_key = _sealed(models.BinaryField(_("key for replies")))
    language = models.CharField(_("language"), max_length=8)
    arrived_on = models.DateField(_("arrived"), default=timezone.localdate)
    moved_on = models.DateField(_("last message"), default=timezone.localdate)
    closed_on = models.DateField(_("closed"), null=True, blank=True)

    objects = SafeReportQuerySet.as_manager()

    def __str__(self):
        return self.token

    def get_absolute_url(self):
        return reverse("safety:read", args=[self.token])

    @classmethod
    def receive(cls, said: dict, *, language, named=()):
        """Lock a report to every trustee but those it names, and tell them that something waits.

        ``said``: {"words", "files"}; ``named``: numbers of trustees. Returns (report, code); the code is kept nowhere.
        Raises NotEnough, and then nothing is stored.
        """
        circle, code = Trustee.objects.circle(named), codes.new_code()
        with transaction.atomic():
            report = cls.objects.create(
                token=secrets.token_urlsafe(15), locator=codes.locator(code), language=language,
                reply_key=sealing.public_of(codes.reply_key(code)),
            )  # fmt: skip
            report._add(said, circle)
        return report, code

    def circle(self) -> list[Trustee]:
        """Who can read this report and still is a trustee."""
        first = Envelope.objects.filter(message__report=self, message__number=1).values("trustee")
        return list(Trustee.objects.with_key().filter(pk__in=first).select_related("member").order_by("pk"))

    def readers(self) -> dict[str, str]:
        """{number of a trustee, "" for the reporter: public key} of those a reply is sealed to."""
        keys = {"": self.reply_key} | {str(trustee.pk): trustee.public_key for trustee in self.circle()}
        return {reader: base64.b64encode(key).decode() for reader, key in keys.items()}

    def add(self, said: dict, *, named=()) -> bool:
        """One message more from the reporter; a trustee named in it loses the whole report. False when nobody is left
        to read it, or there are too many."""
        circle = [trustee for trustee in self.circle() if trustee.pk not in set(named)]
        with transaction.atomic():
            SafeReport.objects.select_for_update().get(pk=self.pk)
            if not circle or self.messages.count() >= MOST_MESSAGES:
                return False
            Envelope.objects.filter(message__report=self, trustee__in=list(named)).delete()
            self._add(said, circle)
        return True

    def reply(self, *, by: Trustee, cipher: bytes, sealed: dict[int | None, bytes]) -> bool:
        """A reply that was locked in the trustee's hands. ``sealed``: its key for each reader; None is the reporter."""
        wanted = {None, *(trustee.pk for trustee in self.circle())}
        if set(sealed) != wanted:
            return False
        with transaction.atomic():
            SafeReport.objects.select_for_update().get(pk=self.pk)
            if self.messages.count() >= MOST_MESSAGES:
                return False
            self._store(cipher, sealed, by=by)
        return True

    def close(self, *, is_closed=True):
        """Done, or open again; it is kept for its time either way."""
        self.closed_on = timezone.localdate() if is_closed else None
        self.save(update_fields=["closed_on"])
        return self

    def withdraw(self):
        """Gone, at the wish of whoever reported."""
        self.delete()

    def replies(self, code) -> list[tuple]:
        """(day, name of the trustee, words) of each reply, opened by the reporter's code."""
        found, key = [], codes.reply_key(code)
        envelopes = Envelope.objects.filter(message__report=self, trustee=None).select_related("message__trustee")
        for envelope in envelopes.order_by("message__number"):
            message = envelope.message
            with suppress(sealing.Broken, AttributeError):  # one that was sent broken must not hide the others
                said = sealing.unlock(sealing.unseal(key, envelope.sealed), message.cipher)
                who = message.trustee.name if message.trustee else ""
                found.append((message.sent_on, who, str(said.get("words", ""))))
        return found

    def _add(self, said, circle):
        key, cipher = sealing.lock(said)
        self._store(cipher, {trustee.pk: sealing.seal(trustee.public_key, key) for trustee in circle})
        announce("safety.arrived", [trustee.member for trustee in circle], url=reverse("safety:inbox"))

    def _store(self, cipher, sealed, by=None):
        number = (self.messages.aggregate(last=models.Max("number"))["last"] or 0) + 1
        message = Message.objects.create(report=self, number=number, trustee=by, cipher=cipher)
        Envelope.objects.bulk_create(
            [Envelope(message=message, trustee_id=reader, sealed=key) for reader, key in sealed.items()]
        )
        self.moved_on, self.closed_on = timezone.localdate(), None
        self.save(update_fields=["moved_on", "closed_on"])


class Message(models.Model):
    """``trustee``: who replied; None for the reporter. ``cipher``: locked words and files."""

    keeping = FACTS

    report = models.ForeignKey(SafeReport, on_delete=models.CASCADE, related_name="messages")
    number = models.PositiveSmallIntegerField(_("number in the report"))
    trustee = models.ForeignKey(Trustee, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    sent_on = models.DateField(_("day"), default=timezone.localdate)
    cipher = _sealed(models.BinaryField(_("locked words")))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "number"], name="message_number")]

    def __str__(self):
        return f"{self.report_id}.{self.number}"


class Envelope(models.Model):
    """The key of a message, sealed to one reader: a trustee, or (None) the reporter."""

    keeping = FACTS

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="envelopes")
    trustee = models.ForeignKey(Trustee, on_delete=models.CASCADE, null=True, blank=True, related_name="envelopes")
    sealed = _sealed(models.BinaryField(_("sealed key")))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["message", "trustee"], nulls_distinct=False, name="envelope_once"),
            models.CheckConstraint(condition=~Q(sealed=b""), name="envelope_sealed"),
        ]

    def __str__(self):
        return f"{self.message_id} → {self.trustee_id or 'reporter'}"

    @property
    def sealed_text(self) -> str:
        return base64.b64encode(self.sealed).decode()
