"""What was changed because people said so: the register beside the results of the survey."""

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rootbridge.base.audit.chain import record
from rootbridge.base.core.keeping import FACTS, LEGITIMATE, STAFF, TWO_YEARS, kept
from rootbridge.people.members.models import Member
from rootbridge.people.offices.models import in_language


class Change(models.Model):
    """``titles``, ``bodies``: {language: words}; ``question``: of the survey it comes from, if one."""

    keeping = FACTS

    titles = models.JSONField(_("what we changed"))
    bodies = models.JSONField(_("why, and where to see it"), default=dict)
    question = models.CharField(_("question"), max_length=20, blank=True)
    made_on = models.DateField(_("changed on"), default=timezone.localdate)
    by = kept(
        models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+"),
        purpose=_("to know who wrote it"), basis=LEGITIMATE, retention=TWO_YEARS, seen_by=STAFF,
    )  # fmt: skip

    def __str__(self):
        return self.title

    @property
    def title(self) -> str:
        return in_language(self.titles)

    @property
    def body(self) -> str:
        return in_language(self.bodies)

    @classmethod
    def tell(cls, *, by, **words):
        """Add an entry; it is public at once. ``words``: ``titles``, ``bodies``, ``question``, ``made_on``."""
        with transaction.atomic():
            change = cls.objects.create(by=by, **words)
            record("feedback.change_told", change, by=by)
        return change

    def mend(self, *, by, **words):
        """Write it anew."""
        with transaction.atomic():
            for name, value in words.items():
                setattr(self, name, value)
            self.save(update_fields=list(words))
            record("feedback.change_mended", self, by=by, fields=list(words))
        return self

    def remove(self, *, by):
        with transaction.atomic():
            record("feedback.change_removed", self, by=by)
            self.delete()
