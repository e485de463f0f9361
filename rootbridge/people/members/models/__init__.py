from .ability import Ability, Giving, Interest, MemberLanguage, MemberSkill, Seeking
from .device import Device
from .invitation import Invitation
from .member import AgeBand, Gender, Member
from .role import Role, RoleKind

__all__ = [
    "Ability", "AgeBand", "Device", "Gender", "Giving", "Interest", "Invitation", "Member", "MemberLanguage",
    "MemberSkill", "Role", "RoleKind", "Seeking",
]  # fmt: skip
