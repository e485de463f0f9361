from .hold import Hold
from .report import Decision, Outcome, Reason, Report

__all__ = ["Decision", "Hold", "Outcome", "Reason", "Report"]
