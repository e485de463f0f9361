"""Talks with a desk, who is there for them, and how they go on."""

from .block import Block
from .chat import Chat, EndKind
from .chat_desk import ChatDesk
from .chat_passing import ChatPassing
from .listening import Listening
from .presence import Presence, PresenceState
from .taking import TooManyChats

__all__ = [
    "Block", "Chat", "ChatDesk", "ChatPassing", "EndKind", "Listening", "Presence", "PresenceState", "TooManyChats",
]  # fmt: skip
