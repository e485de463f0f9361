from .conversation import Conversation
from .message import Message, MessageKind
from .seat import Seat, Side

__all__ = ["Conversation", "Message", "MessageKind", "Seat", "Side"]
