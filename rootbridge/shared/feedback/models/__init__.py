from .change import Change
from .note import Aside, Category, Note, Showing
from .note import Reply as NoteReply
from .rating import Rating
from .survey import SurveyCount, SurveyWords
from .usefulness import Reason, Remark, Tally, Verdict

__all__ = [
    "Aside", "Category", "Change", "Note", "NoteReply", "Rating", "Reason", "Remark", "Showing", "SurveyCount",
    "SurveyWords", "Tally", "Verdict",
]  # fmt: skip
