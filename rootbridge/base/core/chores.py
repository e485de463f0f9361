"""What the clock asks for every few seconds: a talk that nobody took in time, say. Every app adds its own.

A chore may run in two workers at once, and again at once: it locks what it changes.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass

from .registry import Registry

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Chore:
    """``do(now)``: does what is due and says how much it was."""

    key: str
    do: Callable
    part: str = ""
    order: int = 0


chores: Registry[Chore] = Registry("chores")


def add_chore(key: str, do: Callable, part: str = "") -> Chore:
    return chores.add(key, Chore(key, do, part))


def do_chores(now) -> dict[str, int]:
    """Every chore once; {key: how much}. One that fails is noted and does not hold up the others."""
    done = {}
    for chore in chores:
        try:
            done[chore.key] = chore.do(now)
        except Exception:
            logger.exception("a chore failed: %s", chore.key)
    return done
