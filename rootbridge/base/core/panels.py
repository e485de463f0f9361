"""What the first page of the back office shows beside the queue: upper apps hang their panels here."""

from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import Markup

from .registry import Registry


@dataclass(frozen=True)
class Panel:
    """``render(request)`` returns safe HTML without a heading; ``shown_to(user)``: a predicate."""

    key: str
    title: str
    render: Callable[[object], Markup]
    shown_to: Callable[[object], bool]
    part: str = ""
    order: int = 0


panels: Registry[Panel] = Registry("panels of the back office")
