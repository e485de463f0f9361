"""A trustee reads safe reports. The platform knows their public key; the private one has never been here."""

from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rootbridge.base.audit.chain import record
from rootbridge.base.core.keeping import CONTRACT, EVERYONE, FACTS, LEGITIMATE, STAFF, TWO_YEARS, kept
from rootbridge.people.members.models import Member, Role
from rootbridge.people.offices.models import in_language

from .. import sealing
from ..registry import announce

FEWEST = 2
WHO = {"purpose": _("so that people know who reads a safe report"), "basis": CONTRACT, "retention": TWO_YEARS,
       "seen_by": EVERYONE}  # fmt: skip


class NotEnough(Exception):
    """There are too few trustees with a key, or none from outside the state, or all of them are named in the report."""


class Unfit(Exception):
    """This member cannot be a trustee."""


class TrusteeQuerySet(models.QuerySet):
    def live(self):
        return self.filter(ended_at__isnull=True, member__is_active=True)

    def visible_to(self, user):
        """Everybody may know who the trustees are."""
        return self.live()

    def apart(self):
        """Those who do not administer the platform now: whoever came to it reads nothing while it lasts."""
        roles = Role.objects.live_on(timezone.localdate()).filter(kind="administrator", member=OuterRef("member"))
        return self.live().exclude(Exists(roles))

    def with_key(self):
        """Those who can open what is sealed now."""
        return self.apart().filter(public_key__isnull=False)

    def of(self, member):
        return self.apart().filter(member=member) if member.pk else self.none()

    def circle(self, named=()) -> list:
        """Who reads a report in which these trustees are named. Raises NotEnough. One query."""
        ready = list(self.with_key().select_related("member").order_by("pk"))
        left = [trustee for trustee in ready if trustee.pk not in set(named)]
        if len(ready) < FEWEST or not any(trustee.is_outside_state for trustee in ready) or not left:
            raise NotEnough
        return left


class Trustee(models.Model):
    """``abouts``: {language: who they are, in a few words}; ``public_key``: 65 bytes, None until they made one."""

    keeping = FACTS

    member = kept(models.ForeignKey(Member, on_delete=models.CASCADE, related_name="trusteeships"), **WHO)
    name = kept(models.CharField(_("name"), max_length=120), **WHO)
    abouts = kept(models.JSONField(_("who they are"), default=dict), **WHO)
    is_outside_state = kept(models.BooleanField(_("from outside the state"), default=False), **WHO)
    public_key = kept(models.BinaryField(_("public key"), null=True, blank=True), **WHO)
    key_made_at = kept(models.DateTimeField(_("key made"), null=True, blank=True), **WHO)
    named_by = kept(
        models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"),
        purpose=_("to know who named a trustee"), basis=LEGITIMATE, retention=TWO_YEARS, seen_by=STAFF,
    )  # fmt: skip
    named_at = models.DateTimeField(_("named"), default=timezone.now)
    ended_at = models.DateTimeField(_("until"), null=True, blank=True)

    objects = TrusteeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member"], condition=Q(ended_at__isnull=True), name="trustee_once")
        ]

    def __str__(self):
        return self.name

    @property
    def about(self) -> str:
        return in_language(self.abouts)

    @property
    def fingerprint(self) -> str:
        return sealing.fingerprint(self.public_key) if self.public_key else ""

    @classmethod
    def name_one(cls, member, *, by, **about):
        """Name a trustee, or write anew who they are. Returns (trustee, made). Raises Unfit for an administrator.

        ``about``: ``name``, ``abouts``, ``is_outside_state``. ``by`` None is the platform at its own keyboard.
        """
        if member.reach.holds("administrator"):
            raise Unfit
        with transaction.atomic():
            trustee, made = cls.objects.live().update_or_create(
                member=member, ended_at=None, defaults=about, create_defaults={**about, "named_by": by}
            )
            record("safety.trustee_named", trustee, by=by, fields=list(about))
            if made:
                announce("safety.named", [member], url=reverse("safety:key"))
        return trustee, made

    def end(self, *, by):
        """They read no more from this moment; what was sealed to them stays closed to everybody."""
        with transaction.atomic():
            mine = Trustee.objects.select_for_update().get(pk=self.pk)
            if mine.ended_at is None:
                mine.ended_at = timezone.now()
                mine.save(update_fields=["ended_at"])
                record("safety.trustee_ended", mine, by=by)
        self.ended_at = mine.ended_at
        return self

    def set_key(self, public: bytes):
        """Take the public half of the key they made. Raises sealing.Broken. The other trustees hear of it, so that
        nobody changes a key unseen."""
        if not sealing.is_public(public):
            raise sealing.Broken("no public key")
        with transaction.atomic():
            Trustee.objects.filter(pk=self.pk).update(public_key=public, key_made_at=timezone.now())
            record("safety.key_made", self, by=self.member)
            others = Trustee.objects.live().exclude(pk=self.pk).select_related("member")
            announce(
                "safety.key_changed", [other.member for other in others], url=reverse("safety:front"), who=self.name
            )
        self.refresh_from_db()
        return self
