"""What upper rooms hang onto the page of an organisation: its needs, say."""

from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import Markup

from rootbridge.base.core.registry import Registry


@dataclass(frozen=True)
class Section:
    """``render(organisation)`` returns safe HTML without a heading, "" for nothing; ``write_url``: name of the page
    where its officers write such things, "" for none."""

    key: str
    title: str
    render: Callable[[object], Markup | str]
    write_url: str = ""
    part: str = ""
    order: int = 0


sections: Registry[Section] = Registry("sections of the page of an organisation")
