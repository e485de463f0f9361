"""The drawer is looked through once an hour."""

import time

from rootbridge.base.core.chores import add_chore

from .drawer import empty

EVERY = 3600.0
_looked = {"at": -EVERY}


def empty_drawer(now) -> int:
    if time.monotonic() - _looked["at"] < EVERY:
        return 0
    _looked["at"] = time.monotonic()
    return empty()


add_chore("printing.drawer", empty_drawer)
