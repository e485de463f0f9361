from .amendment import Amendment
from .answer import READERS, Answer
from .need import Closing, Need, Proposal, Publication
from .needs import Mode, NeedKind
from .step import Step
from .tally import Tally
from .turns import OutOfTurn, StepKind

__all__ = [
    "READERS", "Amendment", "Answer", "Closing", "Mode", "Need", "NeedKind", "OutOfTurn", "Proposal", "Publication",
    "Step", "StepKind", "Tally",
]  # fmt: skip
