"""Sending to many without waiting for the slow, and without a task for each of the quick.

A server's ``send`` is a coroutine that nearly always ends at once: its bytes go to the socket. So it is begun here, and
only one that has to wait becomes a thing to be awaited.
"""

from collections.abc import Awaitable, Coroutine


class _Rest:
    """A coroutine that was begun and waits for ``first``; awaited, it goes on."""

    __slots__ = ("work", "first")

    def __init__(self, work: Coroutine, first):
        self.work, self.first = work, first

    def __await__(self):
        awaited = self.first
        while True:
            try:
                answer = yield awaited
                awaited = self.work.send(answer)
            except StopIteration as end:
                return end.value


def push(work: Coroutine) -> Awaitable | None:
    """Begin it; None when it is done, else what is left to be awaited. An error of a line that is gone is no matter:
    the line's own loop hears of it."""
    try:
        return _Rest(work, work.send(None))
    except StopIteration:
        return None
    except Exception:
        return None
