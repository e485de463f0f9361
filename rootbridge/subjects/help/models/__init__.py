from .closing import Closing, ClosingKind
from .published import PublishedAnswer
from .question import Channel, Question, new_number
from .serving import Serving
from .work import Handover, Note

__all__ = [
    "Channel", "Closing", "ClosingKind", "Handover", "Note", "PublishedAnswer", "Question", "Serving", "new_number",
]  # fmt: skip
