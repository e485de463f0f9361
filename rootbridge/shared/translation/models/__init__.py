from .arrival import Arrival
from .article import Article, ArticleQuerySet, best_of
from .check import Check, Keeper, Reminder
from .freshness_day import FreshnessDay
from .job import Job, MachineMonth
from .recording import Form, Recording, Voice, text_models
from .rendering import Rendering, State
from .submission import MovedOn, Submission
from .term import Glossary, Term, TermName, TermTaken
from .text_picture import TextPicture
from .wording import PUBLISHERS, WRITERS, Wording

__all__ = [
    "PUBLISHERS", "WRITERS", "Arrival", "Article", "ArticleQuerySet", "Check", "Form", "FreshnessDay", "Glossary",
    "Job", "Keeper", "MachineMonth", "MovedOn", "Recording", "Rendering", "Reminder", "State", "Submission", "Term",
    "TermName", "TermTaken", "TextPicture", "Voice", "Wording", "best_of", "text_models",
]  # fmt: skip
