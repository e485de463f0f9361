from .behalf import Behalf, Knowing, Whom
from .chats import Block, Chat, ChatDesk, ChatPassing, Listening, Presence, PresenceState, TooManyChats
from .closing import Closing, ClosingKind
from .drafts import Draft, Link, Proposal, Reminder
from .lateness import look_for_late
from .paper import FileRequest, PaperNeed
from .prepared import PreparedReply
from .published import PublishedAnswer
from .question import Channel, Question, new_number
from .rule import DeskRule
from .serving import Serving
from .work import Handover, Note

__all__ = [
    "Behalf", "Block", "Channel", "Chat", "ChatDesk", "ChatPassing", "Closing", "ClosingKind", "DeskRule", "Draft",
    "FileRequest", "Handover", "Knowing", "Link", "Listening", "Note", "PaperNeed", "PreparedReply", "Presence",
    "PresenceState", "Proposal", "PublishedAnswer", "Question", "Reminder", "Serving", "TooManyChats", "Whom",
    "look_for_late", "new_number",
]  # fmt: skip
