"""Which office reads what: by topic, by where somebody comes from, by where they live."""

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rootbridge.base.audit.chain import record
from rootbridge.base.core.keeping import FACTS
from rootbridge.base.reference.models import Place
from rootbridge.people.offices.models import Office


class DeskRuleQuerySet(models.QuerySet):
    def fitting(self, *, topic="", home: Place | None = None, living=""):
        """Rules that hold for a question on a topic, from somebody of a place who lives in a country. The weightiest
        first; of equals the one that says more. One query."""
        above = home.path.rstrip("/").split("/") if home else []
        rows = self.filter(
            Q(topics=[]) | Q(topics__contains=[topic]), Q(origins=[]) | Q(origins__overlap=above),
            Q(residences=[]) | Q(residences__contains=[living]),
        )  # fmt: skip
        said = sum(
            (models.Case(models.When(**{name: []}, then=0), default=1) for name in ("topics", "origins", "residences")),
            models.Value(0),
        )
        return rows.annotate(said=said).order_by("-weight", "-said", "pk")

    def administered_by(self, user):
        return self.filter(user.reach.condition("administrator", path="office__place__path"))


class DeskRule(models.Model):
    """``topics``, ``origins`` (codes of places, all below included), ``residences`` (codes of countries): empty for
    any; ``weight``: the heavier goes first."""

    keeping = FACTS

    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="rules", verbose_name=_("who reads it"))
    topics = ArrayField(models.CharField(max_length=12), verbose_name=_("topics"), default=list, blank=True)
    origins = ArrayField(models.CharField(max_length=60), verbose_name=_("places of origin"), default=list, blank=True)
    residences = ArrayField(
        models.CharField(max_length=2), verbose_name=_("countries of residence"), default=list, blank=True
    )
    weight = models.PositiveSmallIntegerField(
        _("weight"), default=10, validators=[MinValueValidator(1), MaxValueValidator(100)]
    )

    objects = DeskRuleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(weight__range=(1, 100)), name="desk_rule_weight"),
            models.CheckConstraint(condition=~Q(topics=[], origins=[], residences=[]), name="desk_rule_says_something"),
        ]

    def __str__(self):
        return f"{self.office_id}: {', '.join([*self.topics, *self.origins, *self.residences])}"

    def keep(self, *, by) -> "DeskRule":
        """Write it, new or changed."""
        with transaction.atomic():
            self.save()
            record("help.desk_rule_changed", self, by=by, place_path=self.office.place.path)
        return self

    def take_away(self, *, by) -> None:
        with transaction.atomic():
            record("help.desk_rule_removed", self, by=by, place_path=self.office.place.path)
            self.delete()
