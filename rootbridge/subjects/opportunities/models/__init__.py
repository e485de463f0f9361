from .answer import Answer, Step, StepKind
from .need import Closing, Mode, Need, NeedKind, Proposal, Publication

__all__ = ["Answer", "Closing", "Mode", "Need", "NeedKind", "Proposal", "Publication", "Step", "StepKind"]
