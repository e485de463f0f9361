from .block import Block
from .chat import Chat, EndKind
from .chat_desk import ChatDesk
from .chat_passing import ChatPassing
from .closing import Closing, ClosingKind
from .listening import Listening
from .presence import Presence, PresenceState
from .published import PublishedAnswer
from .question import Channel, Question, new_number
from .taking import TooManyChats
from .work import Handover, Note

__all__ = [
    "Block", "Channel", "Chat", "ChatDesk", "ChatPassing", "Closing", "ClosingKind", "EndKind", "Handover", "Listening",
    "Note", "Presence", "PresenceState", "PublishedAnswer", "Question", "TooManyChats", "new_number",
]  # fmt: skip
