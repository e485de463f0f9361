from .accompaniment import Milestone, Visit
from .application import Application
from .applications import OVER, Incomplete, MovedOn, State
from .attachment import Attachment
from .call import Call, CallState, CannotChange, NotOpen
from .decision import Decision, Outcome, OverSpent
from .party import Party, TooManyParties
from .programme import Programme, ProgrammeKind, RulesRest, handled_offices
from .review import Advice, Assignment, Score
from .step import ApplicationStep
from .tally import Tally
from .terms import KINDS, Criterion, Does, Paper, Question, Rule, Share, Side, Stage

__all__ = [
    "KINDS", "OVER", "Advice", "Application", "ApplicationStep", "Assignment", "Attachment", "Call", "CallState",
    "CannotChange", "Criterion", "Decision", "Does", "Incomplete", "Milestone", "MovedOn", "NotOpen", "Outcome",
    "OverSpent", "Paper", "Party", "Programme", "ProgrammeKind", "Question", "Rule", "RulesRest", "Score", "Share",
    "Side", "Stage", "State", "Tally", "TooManyParties", "Visit", "handled_offices",
]  # fmt: skip
