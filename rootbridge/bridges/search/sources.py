"""The index hears of every change that a subject announces, and finds what one subject names of another."""

from rootbridge.base.core.findable import listen
from rootbridge.shared.translation.related import find_by

from .finding import at_paths
from .index import reindex

listen(reindex)
find_by(at_paths)
