from .caretaker import Caretaker, NotAsleep
from .contribution import ANSWER_DAYS, About, Contribution, Outcome
from .entry import Entry, Phase
from .following import Following, TooMany
from .page import SEARCHED, Living, Page, PageState
from .round import Round
from .words import CURRENCIES, As, Facility, Kind, Money, MovedOn, Said, Standing, State, said

__all__ = [
    "ANSWER_DAYS", "CURRENCIES", "SEARCHED", "About", "As", "Caretaker", "Contribution", "Entry", "Facility",
    "Following", "Kind", "Living", "Money", "MovedOn", "NotAsleep", "Outcome", "Page", "PageState", "Phase", "Round",
    "Said", "Standing", "State", "TooMany", "said",
]  # fmt: skip
