from .article import PUBLISHERS, WRITERS, Article, ArticleQuerySet, best_of
from .check import Check, Keeper, Reminder
from .freshness_day import FreshnessDay
from .submission import MovedOn, Submission
from .text_picture import TextPicture

__all__ = [
    "PUBLISHERS", "WRITERS", "Article", "ArticleQuerySet", "Check", "FreshnessDay", "Keeper", "MovedOn", "Reminder",
    "Submission", "TextPicture", "best_of",
]  # fmt: skip
