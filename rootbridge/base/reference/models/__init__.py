"""The nouns of the reference floor, one file each."""

from .edition import Edition
from .occupation import Occupation, OccupationLabel
from .place import Place
from .skill import OccupationSkill, Skill, SkillLabel

__all__ = ["Edition", "Occupation", "OccupationLabel", "OccupationSkill", "Place", "Skill", "SkillLabel"]
