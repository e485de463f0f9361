"""Skills, their words, and which occupation asks for which."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.keeping import FACTS

from .edition import Edition
from .label import Label, label_rules
from .occupation import Occupation


class SkillQuerySet(models.QuerySet):
    def names(self, language: str) -> dict[int, str]:
        """The name of each of these by its number, in the language, else English, else any. One query."""
        return SkillLabel.objects.filter(skill__in=self).shown(language)


class Skill(models.Model):
    """Something a person can do or knows: ours (`urn:rootbridge:skill:<key>`) or one of ESCO, by its address."""

    keeping = FACTS

    class Kind(models.TextChoices):
        SKILL = "skill", _("skill")
        KNOWLEDGE = "knowledge", _("knowledge")

    uri = models.CharField(_("address"), max_length=200, unique=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    group = models.CharField(_("group"), max_length=60, blank=True)
    source = models.CharField(_("source"), max_length=10, choices=Edition.Source.choices)

    objects = SkillQuerySet.as_manager()

    class Meta:
        verbose_name = _("skill")
        verbose_name_plural = _("skills")
        constraints = [models.CheckConstraint(condition=models.Q(kind__in=["skill", "knowledge"]), name="skill_kind")]

    def __str__(self):
        return self.uri

    def name(self, language: str) -> str:
        """The word for it in the language, else English, else any, else its address. One query."""
        return Skill.objects.filter(pk=self.pk).names(language).get(self.pk, self.uri)


class SkillLabel(Label):
    """A word for a skill in one language."""

    keeping = FACTS
    CONCEPT = "skill_id"

    skill = models.ForeignKey(
        Skill, on_delete=models.CASCADE, related_name="labels", db_index=False, verbose_name=_("skill")
    )

    class Meta:
        verbose_name = _("word for a skill")
        verbose_name_plural = _("words for skills")
        constraints = label_rules("skill", "skilllabel")


class OccupationSkill(models.Model):
    """An occupation asks for a skill: essential, or useful."""

    keeping = FACTS

    occupation = models.ForeignKey(
        Occupation, on_delete=models.CASCADE, related_name="asks", db_index=False, verbose_name=_("occupation")
    )
    skill = models.ForeignKey(Skill, on_delete=models.CASCADE, related_name="asked_by", verbose_name=_("skill"))
    is_essential = models.BooleanField(_("essential"))

    class Meta:
        verbose_name = _("skill of an occupation")
        verbose_name_plural = _("skills of occupations")
        constraints = [models.UniqueConstraint(fields=["occupation", "skill"], name="occupationskill_once")]

    def __str__(self):
        return f"{self.occupation_id} {self.skill_id}"
