"""A step of the way back home: what, why, how, how many days before or after the day, for whom. Data of a pack."""

from datetime import timedelta

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rootbridge.base.audit.chain import record
from rootbridge.base.core import versions
from rootbridge.base.core.keeping import FACTS
from rootbridge.base.core.names import in_language, language_of


class StepQuerySet(models.QuerySet):
    def in_order(self):
        return self.order_by("offset_days", "pk")


class PlanStep(models.Model):
    """``titles``, ``whys``, ``hows``: {language: words}; ``offset_days``: before the day of return (below zero), or
    after; ``conditions``: {"with": [any of these answers], "from": [country codes], "not_from": [country codes]}, all
    that are named must hold; ``guide``: slug of a guide; ``office``: slug of an office, or ``home`` (town hall of the
    home place), or ``abroad`` (embassy or consulate of the country left)."""

    keeping = FACTS

    key = models.SlugField(_("key"), max_length=60, unique=True)
    titles = models.JSONField(_("what"))
    whys = models.JSONField(_("why"), default=dict)
    hows = models.JSONField(_("how"), default=dict)
    offset_days = models.SmallIntegerField(
        _("days before (−) or after the day"), validators=[MinValueValidator(-730), MaxValueValidator(730)]
    )
    conditions = models.JSONField(_("for whom"), default=dict, blank=True)
    guide = models.SlugField(_("guide"), max_length=80, blank=True)
    office = models.SlugField(_("where"), max_length=80, blank=True)
    checked_on = models.DateField(_("last checked"), default=timezone.localdate)
    review_days = models.PositiveSmallIntegerField(_("days between two checks"), default=183)
    review_on = models.DateField(_("next check"))

    objects = StepQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(review_on__gte=F("checked_on")), name="plan_step_review")]

    def __str__(self):
        return self.title

    @property
    def title(self) -> str:
        return in_language(self.titles)

    @property
    def why(self) -> str:
        return in_language(self.whys)

    @property
    def how(self) -> str:
        return in_language(self.hows)

    @property
    def words_language(self) -> str:
        return language_of(self.titles)

    def is_past_review(self, today) -> bool:
        return self.review_on < today

    def holds_for(self, answers: "Answers") -> bool:  # noqa: F821 - a shape of planning.py, which reads this model
        """Does the step fit these answers?"""
        wanted, lands = self.conditions.get("with") or [], self.conditions.get("from") or []
        return (
            (not wanted or bool(set(wanted) & answers.having))
            and (not lands or answers.living in lands)
            and answers.living not in (self.conditions.get("not_from") or [])
        )

    def save(self, *args, **kwargs):
        self.review_on = self.checked_on + timedelta(days=self.review_days)
        super().save(*args, **kwargs)

    def keep(self, *, by) -> "PlanStep":
        """Write it; whoever did has checked it today."""
        with transaction.atomic():
            self.checked_on = timezone.localdate()
            self.save()
            record("services.step_kept", self, by=by)
            versions.changed()
        return self
