from .appeal import Appeal
from .case import Case, Decision, Outcome, Rule
from .hold import Hold, Why
from .prepared import Earlier, PreparedDecision
from .reminder import Reminder
from .report import Reason, Report
from .signal import Host, Signal, Trace

__all__ = [
    "Appeal",
    "Case",
    "Decision",
    "Earlier",
    "Hold",
    "Host",
    "Outcome",
    "PreparedDecision",
    "Reason",
    "Reminder",
    "Report",
    "Rule",
    "Signal",
    "Trace",
    "Why",
]
