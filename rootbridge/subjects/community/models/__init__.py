from .contact import Answer, AskedBefore, Contact, Passage
from .exclusion import Exclusion, TooManyExclusions
from .group import Group, GroupKind, Joining, MembersSeen, State
from .joining import Invitation, JoinRequest, Removal
from .membership import LastModerator, Membership, Rhythm
from .post import GroupFile, Post, PostWord
from .profile import Harvest, Offer, Profile

__all__ = [
    "Answer", "AskedBefore", "Contact", "Exclusion", "Group", "GroupFile", "GroupKind", "Harvest", "Invitation",
    "JoinRequest", "Joining", "LastModerator", "MembersSeen", "Membership", "Offer", "Passage", "Post", "PostWord",
    "Profile", "Removal", "Rhythm", "State", "TooManyExclusions",
]  # fmt: skip
