"""What can go stale: every subject says which of its public things have a next check, and who looks after them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from .registry import Registry


@dataclass(frozen=True)
class Checked:
    """One public thing: the path of its place, the day of its next check, whether anybody looks after it."""

    path: str
    review_on: date
    has_owner: bool


@dataclass(frozen=True)
class Section:
    """``things()``: every public thing of a section, however many queries as it takes; ``url(user)``: where they are
    looked after, "" for nowhere."""

    key: str
    title: str
    things: Callable[[], Iterable[Checked]]
    url: Callable[[object], str] = lambda user: ""
    part: str = ""
    order: int = 0


sections: Registry[Section] = Registry("sections that can go stale")


def add_section(key: str, title: str, things: Callable[[], Iterable[Checked]], **more) -> Section:
    return sections.add(key, Section(key, title, things, **more))
