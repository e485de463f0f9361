from .amendment import Amendment, edition_of, hold
from .answer import READERS, Answer
from .need import Closing, Need, Proposal, Publication
from .needs import Mode, MovedOn, NeedKind
from .step import Step
from .tally import Tally
from .turns import OutOfTurn, StepKind

__all__ = [
    "READERS", "Amendment", "Answer", "Closing", "Mode", "MovedOn", "Need", "NeedKind", "OutOfTurn", "Proposal",
    "Publication", "Step", "StepKind", "Tally", "edition_of", "hold",
]  # fmt: skip
