from .behalf import Behalf, Knowing, Whom
from .closing import Closing, ClosingKind
from .paper import FileRequest, PaperNeed
from .published import PublishedAnswer
from .question import Channel, Question, new_number
from .work import Handover, Note

__all__ = [
    "Behalf", "Channel", "Closing", "ClosingKind", "FileRequest", "Handover", "Knowing", "PaperNeed", "Note",
    "PublishedAnswer", "Question", "Whom", "new_number",
]  # fmt: skip
