"""A list of organisations that was brought in: what it made and changed, so that it can be taken back."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.keeping import LEGITIMATE, STAFF, TWO_YEARS, WORKINGS, kept
from rootbridge.people.members.models import Member
from rootbridge.people.organisations.models import Organisation


class Load(models.Model):
    """``body``: the bytes of the list until it is applied; ``mapping``: {field: number of the column}; ``counts``:
    {mark: number of rows} once it is applied."""

    keeping = WORKINGS

    name = models.CharField(_("list"), max_length=200)
    body = models.BinaryField(_("the list"), default=bytes, blank=True)
    language = models.CharField(_("language of the names"), max_length=8, default="ro")
    mapping = models.JSONField(_("columns"), default=dict, blank=True)
    applied_at = models.DateTimeField(_("applied"), null=True, blank=True)
    counts = models.JSONField(_("what it did"), default=dict)
    by = kept(
        models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"),
        purpose=_("to know who brought it"), basis=LEGITIMATE, retention=TWO_YEARS, seen_by=STAFF,
    )  # fmt: skip
    at = models.DateTimeField(_("brought in"), default=timezone.now)
    undone_at = models.DateTimeField(_("taken back"), null=True, blank=True)

    def __str__(self):
        return self.name


class LoadMark(models.TextChoices):
    ADDED = "added", _("Added")
    CHANGED = "changed", _("Changed")
    DOUBLE = "double", _("There already")
    SAME = "same", _("Nothing new")
    REFUSED = "refused", _("Refused")


class Loaded(models.Model):
    """One organisation that a list made (``before`` empty) or changed (``before``: its fields as they were)."""

    keeping = WORKINGS

    load = models.ForeignKey(Load, on_delete=models.CASCADE, related_name="rows")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    before = models.JSONField(_("as it was"), default=dict, blank=True)

    def __str__(self):
        return f"{self.load_id} {self.organisation_id}"
