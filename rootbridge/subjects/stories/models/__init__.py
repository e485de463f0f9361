from .edition import Edition, Picture, Telling
from .stories import REVIEWERS, Kind, MovedOn, NotNow
from .story import Story
from .verdict import Outcome, Verdict

__all__ = [
    "REVIEWERS", "Edition", "Kind", "MovedOn", "NotNow", "Outcome", "Picture", "Story", "Telling", "Verdict",
]  # fmt: skip
