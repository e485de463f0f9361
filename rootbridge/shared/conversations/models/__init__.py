from .conversation import Conversation
from .file import File
from .message import Message, MessageKind
from .seat import Seat, Side

__all__ = ["Conversation", "File", "Message", "MessageKind", "Seat", "Side"]
