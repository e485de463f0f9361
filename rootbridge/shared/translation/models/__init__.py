from .article import PUBLISHERS, WRITERS, Article, ArticleQuerySet, best_of
from .recording import Form, Recording, Voice, text_models

__all__ = [
    "PUBLISHERS", "WRITERS", "Article", "ArticleQuerySet", "Form", "Recording", "Voice", "best_of", "text_models",
]  # fmt: skip
