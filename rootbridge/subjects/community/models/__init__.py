from .contact import Answer, AskedBefore, Contact, Passage
from .exclusion import Exclusion, TooManyExclusions
from .group import Group, GroupKind, Joining, MembersSeen, State
from .joining import Invitation, JoinRequest, Removal
from .membership import Membership, Rhythm
from .post import GroupFile, Post, PostWord
from .profile import Harvest, Offer, Profile
from .vacancy import Vacancy

__all__ = [
    "Answer", "AskedBefore", "Contact", "Exclusion", "Group", "GroupFile", "GroupKind", "Harvest", "Invitation",
    "JoinRequest", "Joining", "MembersSeen", "Membership", "Offer", "Passage", "Post", "PostWord",
    "Profile", "Removal", "Rhythm", "State", "TooManyExclusions", "Vacancy",
]  # fmt: skip
