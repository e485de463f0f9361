"""The nouns of the reference floor, one file each."""

from .edition import Edition
from .occupation import Occupation, OccupationLabel
from .place import FormerAddress, Place
from .skill import OccupationSkill, Skill, SkillLabel

__all__ = [
    "Edition", "FormerAddress", "Occupation", "OccupationLabel", "OccupationSkill", "Place", "Skill", "SkillLabel",
]  # fmt: skip
