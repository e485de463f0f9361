from .appeal import Appeal
from .hold import Hold
from .report import Decision, Outcome, Reason, Report

__all__ = ["Appeal", "Decision", "Hold", "Outcome", "Reason", "Report"]
