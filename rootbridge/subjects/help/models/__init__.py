from .closing import Closing, ClosingKind
from .drafts import Draft, Link, Proposal, Reminder
from .lateness import look_for_late
from .prepared import PreparedReply
from .published import PublishedAnswer
from .question import Channel, Question, new_number
from .rule import DeskRule
from .serving import Serving
from .work import Handover, Note

__all__ = [
    "Channel", "Closing", "ClosingKind", "DeskRule", "Draft", "Handover", "Link", "Note", "PreparedReply", "Proposal",
    "PublishedAnswer", "Question", "Reminder", "Serving", "look_for_late", "new_number",
]  # fmt: skip
