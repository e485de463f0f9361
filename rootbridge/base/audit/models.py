"""One record a change. Records are never changed or deleted; the database refuses it by a trigger."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.keeping import ACCOUNT, FOREVER, LEGAL_DUTY, LEGITIMATE, OWNER, STAFF, WORKINGS, kept


class RecordQuerySet(models.QuerySet):
    def about(self, target):
        """Records of one thing."""
        return self.filter(target_kind=target._meta.label_lower, target_id=target.pk)

    def inside(self, paths):
        """Records of places below any of the paths; an empty string is everywhere."""
        condition = models.Q(pk__in=[])
        for path in paths:
            condition |= models.Q(place_path__startswith=path)
        return self.filter(condition)

    def unsealed(self):
        return self.filter(seal__isnull=True)


class Record(models.Model):
    """Who did what to which: ids, names of fields and keyed digests, never the words themselves."""

    keeping = WORKINGS

    at = models.DateTimeField(_("moment"), default=timezone.now)
    actor_number = kept(
        models.BigIntegerField(_("who did it"), null=True),
        purpose=_("to tell who changed what"), basis=LEGITIMATE, retention=FOREVER, seen_by=STAFF,
    )  # fmt: skip
    verb = models.CharField(_("verb"), max_length=60)
    target_kind = models.CharField(_("kind of thing"), max_length=60)
    target_id = models.BigIntegerField(_("number of the thing"), null=True)
    place_path = models.CharField(_("place"), max_length=200, blank=True)
    fields = ArrayField(models.CharField(max_length=60), verbose_name=_("fields"), default=list)
    digest = models.CharField(_("keyed digest"), max_length=64)

    objects = RecordQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["target_kind", "target_id"], name="record_target"),
            models.Index(fields=["actor_number", "-at"], name="record_actor"),
            models.Index(fields=["verb", "-at"], name="record_verb"),
        ]

    def __str__(self):
        return f"{self.verb} {self.target_kind} {self.target_id}"

    @property
    def body(self) -> str:
        """What the chain binds: every column of the record."""
        columns = (self.pk, self.at.isoformat(), self.actor_number, self.verb, self.target_kind, self.target_id,
                   self.place_path, ",".join(self.fields), self.digest)  # fmt: skip
        return "|".join(str(column) for column in columns)


class Seal(models.Model):
    """A link of the hash chain: the record's place in it, and the digest over it and all before."""

    keeping = WORKINGS

    record = models.OneToOneField(Record, on_delete=models.PROTECT, related_name="seal")
    number = models.BigIntegerField(_("number in the chain"), unique=True)
    hash = models.CharField(_("hash"), max_length=64)

    def __str__(self):
        return f"{self.number} {self.hash[:12]}"


class PersonKey(models.Model):
    """The key to the words that records keep of one person. Erasure destroys it."""

    keeping = WORKINGS

    person_number = models.BigIntegerField(_("person"), unique=True)
    key = models.BinaryField(_("wrapped key"))

    def __str__(self):
        return str(self.person_number)


class PersonalValue(models.Model):
    """Words before and after a change, readable only while the person's key exists."""

    keeping = WORKINGS

    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="values")
    person_number = kept(
        models.BigIntegerField(_("person"), db_index=True),
        purpose=_("to mend a mistake or answer your request"), basis=LEGITIMATE, retention=ACCOUNT, seen_by=OWNER,
    )  # fmt: skip
    cipher = kept(
        models.BinaryField(_("locked words")),
        purpose=_("to mend a mistake or answer your request"), basis=LEGITIMATE, retention=ACCOUNT, seen_by=OWNER,
    )  # fmt: skip

    def __str__(self):
        return f"{self.record_id}"


class LookQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(subject=user)

    def open_at(self, now):
        return self.filter(until__gt=now)


class Look(models.Model):
    """Somebody on duty read private data of a member: who, why, what, until when. Shown to the member."""

    viewer = kept(
        models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="looks_taken"),
        purpose=_("to tell you who looked"), basis=LEGAL_DUTY, retention=ACCOUNT, seen_by=OWNER,
    )  # fmt: skip
    viewer_words = kept(
        models.CharField(_("name and office"), max_length=200),
        purpose=_("to tell you who looked"), basis=LEGAL_DUTY, retention=ACCOUNT, seen_by=OWNER,
    )  # fmt: skip
    subject = kept(
        models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="looks"),
        purpose=_("to tell you who looked"), basis=LEGAL_DUTY, retention=ACCOUNT, seen_by=OWNER,
    )  # fmt: skip
    reason = kept(
        models.CharField(_("reason"), max_length=300),
        purpose=_("to tell you why"), basis=LEGAL_DUTY, retention=ACCOUNT, seen_by=OWNER,
    )  # fmt: skip
    fields = kept(
        ArrayField(models.CharField(max_length=60), verbose_name=_("what was read"), default=list),
        purpose=_("to tell you what was read"), basis=LEGAL_DUTY, retention=ACCOUNT, seen_by=OWNER,
    )  # fmt: skip
    at = kept(
        models.DateTimeField(_("moment"), default=timezone.now),
        purpose=_("to tell you when"), basis=LEGAL_DUTY, retention=ACCOUNT, seen_by=OWNER,
    )  # fmt: skip
    until = kept(
        models.DateTimeField(_("until")),
        purpose=_("so that a look ends by itself"), basis=LEGAL_DUTY, retention=ACCOUNT, seen_by=OWNER,
    )  # fmt: skip

    objects = LookQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["subject", "-at"], name="look_subject")]
        constraints = [models.CheckConstraint(condition=~models.Q(reason=""), name="look_has_reason")]

    def __str__(self):
        return f"{self.viewer_words}: {self.reason}"
