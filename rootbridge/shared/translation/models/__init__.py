from .article import PUBLISHERS, WRITERS, Article, ArticleQuerySet, best_of

__all__ = ["PUBLISHERS", "WRITERS", "Article", "ArticleQuerySet", "best_of"]
