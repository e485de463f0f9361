from .edition import Edition, Picture, Telling
from .stories import REVIEWERS, Kind, MovedOn, NotNow, TakenOff
from .story import Story
from .verdict import Outcome, Verdict

__all__ = [
    "REVIEWERS", "Edition", "Kind", "MovedOn", "NotNow", "Outcome", "Picture", "Story", "TakenOff", "Telling",
    "Verdict",
]  # fmt: skip
