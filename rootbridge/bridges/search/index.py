"""Writing the index: what the subjects say, handed to the engine."""

from collections.abc import Iterator

from rootbridge.base.core.findable import search_sources

from .engine import engine


def reindex(kind: str, object_id: int | None) -> None:
    """Write anew what can be found of one object, or of all of a kind, in the present transaction. Nothing for an
    unknown kind."""
    source = search_sources.all().get(kind)
    if source is not None:
        engine().write(kind, object_id, source.documents(None if object_id is None else [object_id]))


def rebuild() -> Iterator[int]:
    """Write the whole index anew in one transaction; yields how many texts each step wrote."""
    return engine().rebuild({source.key: source.documents(None) for source in search_sources.all().values()})
