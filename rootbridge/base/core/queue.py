"""What waits for somebody at work: every subject adds its rows, the back office shows them as one queue."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from .registry import Registry


@dataclass(frozen=True)
class QueueRow:
    """One thing that waits. ``kind_words``: what it is; ``since``, ``due``: aware moments (``due`` may be None)."""

    title: str
    kind_words: str
    detail: str
    url: str
    since: datetime
    due: datetime | None = None
    is_mine: bool = False
    language: str = ""


@dataclass(frozen=True)
class QueueSource:
    """``rows(user)``: what waits for this user, within their scopes only."""

    key: str
    title: str
    rows: Callable[[object], Iterable[QueueRow]]
    part: str = ""
    order: int = 0


queue_sources: Registry[QueueSource] = Registry("queue")


def waiting_for(user) -> list[QueueRow]:
    """Everything that waits for a user: the late first, then what is due soonest, then the oldest."""
    rows = [row for source in queue_sources for row in source.rows(user)]
    return sorted(rows, key=lambda row: (row.due is None, row.due or row.since, row.since))
