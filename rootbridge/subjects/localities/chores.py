"""By the clock: what nobody answered goes to the region, weekly letters, the week's counts."""

import time

from django.utils import timezone

from rootbridge.base.core.chores import add_chore

from .actions import hand_up
from .census import count_people
from .digest import send_digests

EVERY = 600.0
_done: dict[str, float] = {}


def _seldom(key, do):
    """Every ten minutes in each worker; the database says whether there is anything to do."""

    def chore(now) -> int:
        if time.monotonic() - _done.get(key, -EVERY) < EVERY:
            return 0
        _done[key] = time.monotonic()
        return do(now)

    return chore


add_chore("localities.hand_up", _seldom("hand_up", hand_up), part="localities")
add_chore("localities.digests", _seldom("digests", send_digests), part="localities")
add_chore("localities.census", _seldom("census", lambda now: count_people(timezone.localdate(now))), part="localities")
