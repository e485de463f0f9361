from .arrival import Arrival
from .article import Article, ArticleQuerySet, best_of
from .job import Job, MachineMonth
from .rendering import Rendering, State
from .term import Glossary, Term, TermName, TermTaken
from .wording import PUBLISHERS, WRITERS, Wording

__all__ = [
    "PUBLISHERS", "WRITERS", "Arrival", "Article", "ArticleQuerySet", "Glossary", "Job", "MachineMonth", "Rendering",
    "State", "Term", "TermName", "TermTaken", "Wording", "best_of",
]  # fmt: skip
