"""The index hears of every change that a subject announces, and finds what one subject names of another."""

from rootbridge.base.core.findable import listen
from rootbridge.shared.translation.related import Related, find_by, search_by

from .finding import at_paths, find
from .index import reindex
from .query import Query


def about(words, languages, limit) -> list[Related]:
    """Texts, not forms: what has an address of its own. One or two queries."""
    found = find(Query.read(words), language=languages[0], read=languages[1:]).hits
    return [Related(one.title, one.path, one.language) for one in found if "?" not in one.path][:limit]


listen(reindex)
find_by(at_paths)
search_by(about)
