"""An address on the web that our pages name, and what came back when it was last asked."""

from datetime import timedelta

from django.db import models, transaction
from django.db.models import Q
from django.db.models.functions import MD5
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core import versions
from rootbridge.base.core.keeping import FACTS

from . import registry
from .checking import Finding

# Broken is what failed this often, over this long; a certificate may be renewed a day late.
FAILURES, OVER = 3, timedelta(days=3)
# When to look again: at what is fine, at what failed, at what is broken.
AGAIN, SOON, SELDOM = timedelta(days=7), timedelta(days=1), timedelta(days=3)
LEASE = timedelta(minutes=10)


class AddressQuerySet(models.QuerySet):
    def due(self, now):
        return self.filter(next_at__lte=now).order_by("next_at", "pk")

    def broken(self):
        return self.filter(state=Address.State.BROKEN)

    def in_trouble(self):
        """What somebody should look at: broken, moved, with a bad certificate."""
        return self.exclude(state__in=[Address.State.NEW, Address.State.FINE])

    def among(self, urls):
        """{url: address} of these."""
        return {row.url: row for row in self.filter(url__in=list(urls))}

    def claim(self, now) -> "Address | None":
        """The next one that is due, for whoever asks alone."""
        with transaction.atomic():
            row = self.due(now).select_for_update(skip_locked=True).first()
            if row is not None:
                row.next_at = now + LEASE
                row.save(update_fields=["next_at"])
        return row

    def hold(self, rows, now) -> None:
        """Keep what was claimed for as long again, while a round goes on."""
        ours = [row.pk for row in rows]
        self.filter(pk__in=ours, next_at__in={row.next_at for row in rows}).update(next_at=now + LEASE)
        for row in rows:
            row.next_at = now + LEASE

    def gather(self, urls, now) -> int:
        """Know these addresses and no others; how many are new or gone. The first look comes soon."""
        wanted, known = set(urls), set(self.values_list("url", flat=True))
        gone = self.filter(url__in=known - wanted).delete()[0]
        fresh = [Address(url=url, next_at=now) for url in sorted(wanted - known)]
        self.bulk_create(fresh, ignore_conflicts=True)
        return gone + len(fresh)


class Address(models.Model):
    """``failures`` and ``failing_since``: how often in a row it failed, since when; ``status``: what was answered."""

    keeping = FACTS

    class State(models.TextChoices):
        NEW = "new", _("not checked yet")
        FINE = "fine", _("fine")
        MOVED = "moved", _("moved")
        BROKEN = "broken", _("broken")
        CERTIFICATE = "certificate", _("certificate trouble")

    class Reason(models.TextChoices):
        GONE = "gone", _("The page is no longer there.")
        TROUBLE = "trouble", _("The other side has trouble of its own.")
        NAME = "name", _("There is no such name on the web.")
        CONNECTION = "connection", _("Nobody answers there.")
        TIME = "time", _("It does not answer in time.")
        ANSWER = "answer", _("It answers, but not as pages do.")
        HOPS = "hops", _("It sends on and on in a circle.")
        ADDRESS = "address", _("It is no address of a public page.")
        INNER = "inner", _("It leads into an inner network, so nobody was sent there.")
        SHUT = "shut", _("It is there, but does not open to machines.")
        MOVED = "moved", _("It has a new address.")
        EXPIRED = "expired", _("Its certificate has expired.")
        EARLY = "early", _("Its certificate does not hold yet.")
        OTHER_NAME = "other_name", _("Its certificate is for another name.")
        UNKNOWN_ISSUER = "unknown_issuer", _("Nobody we know vouches for its certificate.")
        CERTIFICATE = "certificate", _("Its certificate does not hold.")

    url = models.TextField(_("address"))
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.NEW)
    reason = models.CharField(_("reason"), max_length=16, choices=Reason, blank=True)
    status = models.PositiveSmallIntegerField(_("answered"), default=0)
    moved_to = models.TextField(_("new address"), blank=True)
    failures = models.PositiveSmallIntegerField(_("failed so often"), default=0)
    failing_since = models.DateTimeField(_("fails since"), null=True, blank=True)
    checked_at = models.DateTimeField(_("looked at"), null=True, blank=True)
    next_at = models.DateTimeField(_("next look"), default=timezone.now, db_index=True)

    objects = AddressQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(MD5("url"), name="address_once"),
            models.CheckConstraint(condition=~Q(state="moved") | ~Q(moved_to=""), name="address_moved_somewhere"),
        ]

    def __str__(self):
        return self.url

    @property
    def is_broken(self) -> bool:
        return self.state == self.State.BROKEN

    def note(self, finding: Finding, *, now) -> "Address":
        """Write down what came back. One failure breaks nothing: only several over days do."""
        was = self.state
        with transaction.atomic():
            if finding.kind in ("fine", "moved"):
                self.failures, self.failing_since = 0, None
                self.state, wait = self.State(finding.kind), AGAIN
            else:
                self.failures += 1
                self.failing_since = self.failing_since or now
                wait = self._after_failure(finding, now)
            self.reason, self.status, self.moved_to = finding.reason, finding.status, finding.moved_to
            if self.state == self.State.MOVED and not self.moved_to:
                self.state = self.State.FINE  # it no longer says where to
            self.checked_at, self.next_at = now, now + wait
            self.save()
            if was != self.state:
                registry.changed([self.url])
                versions.changed()
        return self

    def _after_failure(self, finding, now) -> timedelta:
        lasts = self.failures >= FAILURES and now - self.failing_since >= OVER
        if finding.kind == "certificate":
            self.state = self.State.CERTIFICATE if self.failures > 1 or lasts else self.state
        elif lasts or finding.reason == "inner":
            self.state = self.State.BROKEN
        return SELDOM if self.is_broken else SOON

    def put_off(self, *, until) -> None:
        """Look later: nothing was learnt."""
        self.next_at = until
        self.save(update_fields=["next_at"])
