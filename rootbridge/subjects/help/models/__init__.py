from .behalf import Behalf, Knowing, Whom
from .closing import Closing, ClosingKind
from .paper import FileRequest, PaperNeed
from .published import PublishedAnswer
from .question import Channel, Question, new_number
from .serving import Serving
from .work import Handover, Note

__all__ = [
    "Behalf", "Channel", "Closing", "ClosingKind", "FileRequest", "Handover", "Knowing", "Note", "PaperNeed",
    "PublishedAnswer", "Question", "Serving", "Whom", "new_number",
]  # fmt: skip
