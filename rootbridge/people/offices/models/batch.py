"""A file of offices and people: fixed by a digest, approved once by two administrators, then read in."""

import hashlib
import json

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rootbridge.base.audit.chain import record
from rootbridge.base.core.keeping import CONTRACT, LEGITIMATE, SIX_MONTHS, STAFF, TWO_YEARS, kept
from rootbridge.people.members.models import Member
from rootbridge.people.members.reach import ADMINISTRATOR

APPROVALS = 2


class NotSecond(PermissionDenied):
    """The same person cannot approve twice."""


class NotFresh(Exception):
    """The file was changed, read in or taken back meanwhile."""


def _work(field, purpose, retention=TWO_YEARS, basis=LEGITIMATE):
    return kept(field, purpose=purpose, basis=basis, retention=retention, seen_by=STAFF)


class BatchQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those of administrators over the same places."""
        if not user.pk:
            return self.none()
        return self.filter(user.reach.condition(ADMINISTRATOR, path="scope_path", residence="scope_residence"))

    def waiting(self):
        return self.filter(applied_at=None, dropped_at=None)


class Batch(models.Model):
    """``body``: the file, until it is read in or given up; ``mapping``: {our column: heading of the file};
    ``scope_path``, ``scope_residence``: what its rows must lie inside, both empty for everywhere; ``counts``: what it
    did; ``made``: rows it made and how the others were before, for taking it back."""

    name = _work(models.CharField(_("file"), max_length=120), _("what was approved"))
    body = _work(models.BinaryField(_("content")), _("what was approved"), SIX_MONTHS, CONTRACT)
    file_digest = _work(models.CharField(_("digest"), max_length=64), _("what was approved"))
    mapping = _work(models.JSONField(_("file"), default=dict), _("what was approved"))
    scope_path = _work(models.CharField(_("place"), max_length=200, blank=True), _("what was approved"))
    scope_residence = _work(
        models.CharField(_("country of residence"), max_length=2, blank=True), _("what was approved")
    )
    uploaded_by = _work(
        models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"),
        _("who approved"),
    )
    uploaded_at = _work(models.DateTimeField(_("brought"), default=timezone.now), _("when"))
    applied_at = _work(models.DateTimeField(_("read in"), null=True, blank=True), _("when"))
    dropped_at = _work(models.DateTimeField(_("given up"), null=True, blank=True), _("when"))
    undone_at = _work(models.DateTimeField(_("taken back"), null=True, blank=True), _("when"))
    counts = _work(models.JSONField(_("counts"), default=dict), _("what was approved"))
    made = _work(models.JSONField(_("counts"), default=dict), _("what was approved"), SIX_MONTHS)

    objects = BatchQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(undone_at=None) | Q(applied_at__isnull=False), name="batch_undone"),
            models.CheckConstraint(condition=Q(applied_at=None) | Q(dropped_at=None), name="batch_one_end"),
        ]

    def __str__(self):
        return self.name

    @property
    def digest(self) -> str:
        """Of the bytes and of how their columns are read."""
        said = json.dumps([self.file_digest, self.mapping], sort_keys=True)
        return hashlib.sha256(said.encode()).hexdigest()

    @property
    def state(self) -> str:
        """``undone``, ``applied``, ``dropped``, ``approved`` (by one of two) or ``new``."""
        ends = (("undone", self.undone_at), ("applied", self.applied_at), ("dropped", self.dropped_at))
        return next((word for word, at in ends if at), "approved" if self.approvals.exists() else "new")

    @classmethod
    def bring(cls, name: str, body: bytes, mapping: dict, *, by, path="", residence="") -> "Batch":
        with transaction.atomic():
            made = cls.objects.create(
                name=name[:120], body=body, file_digest=hashlib.sha256(body).hexdigest(), mapping=mapping,
                scope_path=path, scope_residence=residence, uploaded_by=by,
            )  # fmt: skip
            record("offices.batch_brought", made, by=by, place_path=path)
        return made

    def map(self, mapping: dict, *, by):
        """Read its columns otherwise; not once somebody approved. Raises NotFresh."""
        with transaction.atomic():
            mine = self._locked()
            if mine.approvals.exists():
                raise NotFresh
            Batch.objects.filter(pk=mine.pk).update(mapping=mapping)
        self.mapping = mapping
        return self

    def approve(self, *, by, digest: str, read_in) -> bool:
        """Approve what was seen (``digest``). The second approval reads it in, by ``read_in(batch)``, which returns
        (counts, made), in the same transaction. Is it read in? Raises NotSecond, NotFresh."""
        with transaction.atomic():
            mine = self._locked()
            before = list(mine.approvals.all())
            if any(one.by_id == by.pk for one in before):
                raise NotSecond("the same person")
            if digest != mine.digest or any(one.digest != digest for one in before):
                raise NotFresh
            Approval.objects.create(batch=mine, by=by, number=len(before) + 1, digest=digest)
            record("offices.batch_approved", mine, by=by, place_path=mine.scope_path)
            if len(before) + 1 < APPROVALS:
                return False
            counts, made = read_in(mine)
            Batch.objects.filter(pk=mine.pk).update(applied_at=timezone.now(), body=b"", counts=counts, made=made)
            record("offices.batch_read_in", mine, by=by, after=counts, place_path=mine.scope_path)
        self.refresh_from_db()
        return True

    def take_approval_back(self, *, by):
        """The first to approve thinks again; the columns can be changed once more."""
        with transaction.atomic():
            mine = self._locked()
            mine.approvals.filter(by=by).delete()
        return self

    def drop(self, *, by):
        """Give it up; its content is forgotten."""
        with transaction.atomic():
            mine = self._locked()
            Batch.objects.filter(pk=mine.pk).update(dropped_at=timezone.now(), body=b"")
            record("offices.batch_dropped", mine, by=by, place_path=mine.scope_path)
        self.refresh_from_db()
        return self

    def undo(self, *, by, take_back):
        """Take back all it did, by ``take_back(batch)``, in the same transaction. Raises NotFresh."""
        with transaction.atomic():
            mine = Batch.objects.select_for_update().get(pk=self.pk)
            if mine.applied_at is None or mine.undone_at is not None:
                raise NotFresh
            take_back(mine)
            Batch.objects.filter(pk=mine.pk).update(undone_at=timezone.now(), made={})
            record("offices.batch_undone", mine, by=by, place_path=mine.scope_path)
        self.refresh_from_db()
        return self

    def _locked(self) -> "Batch":
        """This row while it waits, held until the change is written. Raises NotFresh."""
        mine = Batch.objects.select_for_update().get(pk=self.pk)
        if mine.applied_at or mine.dropped_at:
            raise NotFresh
        return mine


class Approval(models.Model):
    """The first or the second of the two; ``digest``: what was approved."""

    batch = _work(models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="approvals"), _("what was approved"))
    by = _work(models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+"), _("who approved"))
    number = _work(models.PositiveSmallIntegerField(_("number")), _("who approved"))
    at = _work(models.DateTimeField(_("approved"), default=timezone.now), _("when"))
    digest = _work(models.CharField(_("digest"), max_length=64), _("what was approved"))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["batch", "by"], name="approval_once_a_person"),
            models.UniqueConstraint(fields=["batch", "number"], name="approval_two"),
            models.CheckConstraint(condition=Q(number__in=[1, 2]), name="approval_first_or_second"),
        ]

    def __str__(self):
        return f"{self.batch_id}/{self.number}"
