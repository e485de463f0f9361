"""A list of organisations that was brought in: what it made and changed, so that it can be taken back."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.keeping import LEGITIMATE, STAFF, TWO_YEARS, WORKINGS, kept
from rootbridge.people.members.models import Member
from rootbridge.people.organisations.models import Organisation


class Load(models.Model):
    """``body``: the bytes of the list until it is applied; ``mapping``: {field: number of the column}; ``others``:
    lines whose names are near another's, and that are brought in all the same, or ["all"]; ``counts``: {mark: number
    of rows} once it is applied."""

    keeping = WORKINGS

    name = models.CharField(_("list"), max_length=200)
    body = models.BinaryField(_("the list"), default=bytes, blank=True)
    language = models.CharField(_("language of the names"), max_length=8, default="ro")
    mapping = models.JSONField(_("columns"), default=dict, blank=True)
    others = models.JSONField(_("others all the same"), default=list, blank=True)
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

    def brings(self, line: int) -> bool:
        """Did whoever brings it say that this line is none of those it is like?"""
        return "all" in self.others or line in self.others


class LoadMark(models.TextChoices):
    ADDED = "added", _("Added")
    CHANGED = "changed", _("Changed")
    DOUBLE = "double", _("There already")
    NEAR = "near", _("Perhaps there already")
    SAME = "same", _("Nothing new")
    REFUSED = "refused", _("Refused")


class WhyLeft(models.TextChoices):
    """Why a row stayed when its list was taken back."""

    CLAIMED = "claimed", _("somebody claimed it or looks after it")
    USED = "used", _("somebody judged it, belongs to it, wrote to it or published for it")
    OTHER_LIST = "list", _("a later list changed it")
    CHANGED = "changed", _("somebody changed it since")


class Loaded(models.Model):
    """One organisation that a list made (``before`` empty) or changed (``before``: its fields as they were);
    ``after``: as the list wrote them; ``left``: why it stayed when the list was taken back."""

    keeping = WORKINGS

    load = models.ForeignKey(Load, on_delete=models.CASCADE, related_name="rows")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    before = models.JSONField(_("as it was"), default=dict, blank=True)
    after = models.JSONField(_("as the list wrote it"), default=dict, blank=True)
    left = models.CharField(_("why it stayed"), max_length=8, choices=WhyLeft, blank=True)

    def __str__(self):
        return f"{self.load_id} {self.organisation_id}"
