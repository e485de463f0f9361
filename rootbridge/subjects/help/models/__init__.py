from .published import PublishedAnswer
from .question import Question, Reply, new_number

__all__ = ["PublishedAnswer", "Question", "Reply", "new_number"]
