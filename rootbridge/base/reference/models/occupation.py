"""Occupations: the groups of ISCO-08 and, once ESCO is imported, the occupations below them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.keeping import FACTS

from .edition import Edition
from .label import Label, label_rules


class OccupationQuerySet(models.QuerySet):
    def groups(self):
        """The groups of ISCO-08, of one to four digits."""
        return self.filter(kind=Occupation.Kind.GROUP)

    def under(self, code: str):
        """The group or occupation with this code and all below it ("2221" → "2221", "2221.1", "2221.1.2")."""
        return self.filter(code__startswith=code)

    def with_groups(self, numbers):
        """The occupations with these numbers, and the groups they lie in."""
        codes = self.filter(pk__in=numbers).values_list("code", flat=True)
        groups = {code[:digits] for code in codes for digits in range(1, 5)}
        return self.filter(models.Q(pk__in=numbers) | models.Q(kind=Occupation.Kind.GROUP, code__in=groups))

    def names(self, language: str) -> dict[int, str]:
        """The name of each of these by its number, in the language, else English, else any. One query."""
        return OccupationLabel.objects.filter(occupation__in=self).shown(language)


class Occupation(models.Model):
    """A group of ISCO-08 (`urn:rootbridge:isco:2221`) or an occupation of ESCO, by its address.

    `code` is the tree: "2221.1.3" lies below "2221.1", which lies below the group "2221". `same_as` is the
    address that ESCO gives to a group.
    """

    keeping = FACTS

    class Kind(models.TextChoices):
        GROUP = "group", _("group of occupations")
        OCCUPATION = "occupation", _("occupation")

    uri = models.CharField(_("address"), max_length=200, unique=True)
    same_as = models.CharField(_("same as"), max_length=200, unique=True, null=True, blank=True)
    code = models.CharField(_("code"), max_length=30)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("part of")
    )
    source = models.CharField(_("source"), max_length=10, choices=Edition.Source.choices)

    objects = OccupationQuerySet.as_manager()

    class Meta:
        verbose_name = _("occupation")
        verbose_name_plural = _("occupations")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind="group", code__regex=r"^[0-9]{1,4}$")
                | models.Q(kind="occupation", code__regex=r"^[0-9]{4}(\.[0-9]+)+$"),
                name="occupation_code",
            ),
            models.UniqueConstraint(fields=["code"], condition=models.Q(kind="group"), name="occupation_one_group"),
        ]
        indexes = [models.Index(fields=["code"], name="occupation_code_prefix", opclasses=["varchar_pattern_ops"])]

    def __str__(self):
        return self.code

    @property
    def group_code(self) -> str:
        """The code of the ISCO-08 group, of at most four digits."""
        return self.code[:4]

    def name(self, language: str) -> str:
        """The word for it in the language, else English, else any, else its code. One query."""
        return Occupation.objects.filter(pk=self.pk).names(language).get(self.pk, self.code)


class OccupationLabel(Label):
    """A word for an occupation in one language."""

    keeping = FACTS
    CONCEPT = "occupation_id"

    occupation = models.ForeignKey(
        Occupation, on_delete=models.CASCADE, related_name="labels", db_index=False, verbose_name=_("occupation")
    )

    class Meta:
        verbose_name = _("word for an occupation")
        verbose_name_plural = _("words for occupations")
        constraints = label_rules("occupation", "occupationlabel")
