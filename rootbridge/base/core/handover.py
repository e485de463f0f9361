"""What a person at work leaves to the next one. Every app says which of its rows are tied to a person."""

from collections.abc import Callable
from dataclasses import dataclass

from .registry import Registry


@dataclass(frozen=True)
class OpenWork:
    """``rows(role)``: a query of what the holder of a role has open inside it; ``pass_on(role, successor)``: gives it
    to a member, in the present transaction; ``seen(rows, reader)``: those of them that a reader may know of."""

    key: str
    title: str
    rows: Callable
    pass_on: Callable
    seen: Callable = lambda rows, reader: rows
    part: str = ""
    order: int = 0


open_work: Registry[OpenWork] = Registry("open work")
