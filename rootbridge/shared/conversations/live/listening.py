"""Hearing that something is new: PostgreSQL's NOTIFY on a connection of its own, Redis where it is set.

A nudge has no memory. So after each new connection, and every few seconds besides, everything is looked at.
"""

import asyncio

from .. import protocol
from ..statements import CHANNEL, NUDGE
from . import relay
from .hub import Hub
from .lines import BROKEN, Store, open_line

# Seconds between two looks at everything, and before a lost connection is made anew.
SWEEP = 4.0
BEFORE_RETRY = 0.2


class Listening:
    """Passes nudges to a hub. A nudge is ``12 40`` (conversation 12 has message 40; 0: look again), ``12 typing 7 1``
    (seat 7 began) or ``12 seen 7 40``."""

    def __init__(self, hub: Hub, store: Store, parameters: dict, redis: str = ""):
        self._hub, self._store, self._parameters = hub, store, parameters
        self._relay = relay.Relay(redis, CHANNEL) if redis else None

    def tasks(self) -> list:
        """What has to run for as long as the process does."""
        relayed = [self._relay.listen(self.hear, self._hub.mark_all)] if self._relay else []
        return [self._listen(), self._sweep(), *relayed]

    async def publish(self, words: str) -> None:
        """Tell all live processes, this one too."""
        if self._relay is None or not await self._relay.publish(words):
            await self._store.ask(NUDGE, {"words": words})

    def hear(self, words: str) -> None:
        talk, *rest = words.split(" ")
        match rest:
            case ["typing", seat, flag]:
                self._pass_by(int(talk), int(seat), typing=flag == "1")
            case ["seen", seat, number]:
                frame = protocol.frame("seen", {"seat": int(seat), "number": int(number)})
                self._hub.pass_by(int(talk), int(seat), frame)
            case _:
                self._hub.mark(int(talk))

    def _pass_by(self, talk: int, seat: int, *, typing: bool) -> None:
        frame = protocol.frame("typing", {"seat": seat, "is_typing": typing})
        self._hub.pass_by(talk, seat, frame)

    async def _listen(self) -> None:
        while True:
            try:
                async with await open_line(self._parameters) as line:
                    await line.execute(f"LISTEN {CHANNEL}")
                    self._hub.mark_all()
                    async for nudge in line.notifies():
                        self.hear(nudge.payload)
            except BROKEN:
                await asyncio.sleep(BEFORE_RETRY)

    async def _sweep(self) -> None:
        while True:
            await asyncio.sleep(SWEEP)
            self._hub.mark_all()
