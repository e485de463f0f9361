"""Who is connected to this process, and bringing them what is new.

All deliveries go one way: a nudge marks a conversation, one statement reads what is new in all marked ones and which of
their listeners may no longer hear, then each frame is encoded once and pushed. What comes meanwhile waits for the next
round, so the busier it is, the less each message costs.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass

from .. import protocol
from ..statements import AFTER, MOST_AT_ONCE, READ
from .lines import Away
from .pushing import push

# Seconds that a listener may take for one frame before the line is given up, and before a failed round is begun again.
PATIENCE = 20.0
BEFORE_RETRY = 0.3
LOG = logging.getLogger(__name__)


class Listener:
    """One connection: which seat, how far it has been told, and the way to tell it more.

    While it is ``behind`` (just come, or slow), it is told by its own task from its own number.
    """

    __slots__ = ("seat", "session", "side", "name", "number", "tell", "farewell", "talk", "is_behind")

    def __init__(self, *, seat: int, session: str, talk: int, side: str, name: str, number: int, tell, farewell):
        self.seat, self.session, self.talk = seat, session, talk
        self.side, self.name, self.number = side, name, number
        self.tell: Callable[[str], Awaitable] = tell
        self.farewell: Callable[[str], None] = farewell
        self.is_behind = True


class Room:
    """The listeners of one conversation, up to which number they were told, and what passes by without being stored."""

    __slots__ = ("listeners", "held", "asides")

    def __init__(self, held: int):
        self.listeners: set[Listener] = set()
        self.held = held
        self.asides: list[tuple[int, str]] = []


@dataclass(frozen=True)
class News:
    """What a room is told in one round; ``asides``: who it is about, and the frame."""

    number: int
    frame: str
    asides: list[tuple[int, str]]


class Hub:
    """``ask(statement, parameters)`` gives rows; see `store`."""

    def __init__(self, ask: Callable[[str, dict], Awaitable[list[tuple]]]):
        self.ask = ask
        self.rooms: dict[int, Room] = {}
        self.marked: set[int] = set()
        self.wake = asyncio.Event()
        self.tasks: set[asyncio.Task] = set()

    def add(self, listener: Listener, newest: int) -> None:
        room = self.rooms.get(listener.talk)
        if room is None:
            room = self.rooms[listener.talk] = Room(newest)
        room.listeners.add(listener)

    def remove(self, listener: Listener) -> None:
        room = self.rooms.get(listener.talk)
        if room is not None:
            room.listeners.discard(listener)
            if not room.listeners:
                del self.rooms[listener.talk]

    def mark(self, talk: int) -> None:
        """Something is new there."""
        if talk in self.rooms:
            self.marked.add(talk)
            self.wake.set()

    def mark_all(self) -> None:
        self.marked.update(self.rooms)
        self.wake.set()

    def pass_by(self, talk: int, seat: int, frame: str) -> None:
        """Tell the others of a seat what is not stored: that somebody types, or has read."""
        if room := self.rooms.get(talk):
            room.asides.append((seat, frame))
            self.mark(talk)

    async def deliver(self) -> None:
        """For ever: read what is new in what is marked, and bring it."""
        while True:
            await self.wake.wait()
            self.wake.clear()
            talks = [talk for talk in self.marked if talk in self.rooms]
            self.marked.clear()
            if talks:
                try:
                    await self._round(talks)
                except Exception as error:  # nothing was lost: it is still there to be told
                    if not isinstance(error, Away):
                        LOG.exception("a round of deliveries failed")
                    self.marked.update(talks)
                    await asyncio.sleep(BEFORE_RETRY)
                    self.wake.set()

    async def _round(self, talks: list[int]) -> None:
        asides = {talk: self.rooms[talk].asides for talk in talks}
        for talk in talks:
            self.rooms[talk].asides = []
        listening = {(one.seat, one.session) for talk in talks for one in self.rooms[talk].listeners}
        held = (self.rooms[talk].held if talk in self.rooms else 0 for talk in talks)
        rows = await self.ask(READ, {
            "talks": as_array(talks), "numbers": as_array(held), "seats": as_array(seat for seat, _ in listening),
            "sessions": as_array(f'"{session}"' for _, session in listening),
        })  # fmt: skip
        muted = {row[5:7]: row[7] for row in rows if row[0] is None}
        for talk, number, joined, many, is_over, *_rest in rows:
            room = self.rooms.get(talk) if talk is not None else None
            if room is not None:
                news = News(number or 0, protocol.messages(joined) if number else "", asides[talk])
                self._tell_room(room, news, listening, muted)
                room.held = max(room.held, news.number)
                if many >= MOST_AT_ONCE:
                    self.mark(talk)
                elif is_over:
                    self._end_room(room)

    def _tell_room(self, room: Room, news: News, listening: set, muted: dict) -> None:
        for one in list(room.listeners):
            who = (one.seat, one.session)
            if who in muted:
                one.farewell(muted[who])
            elif who not in listening:  # came while we read: it is told by itself, once more
                self._fall_behind(one)
            elif not one.is_behind:
                if one.number < news.number:
                    one.number = news.number
                    self._push(one, news.frame)
                for seat, aside in news.asides:
                    if seat != one.seat:
                        self._push(one, aside)

    def _end_room(self, room: Room) -> None:
        for one in list(room.listeners):
            if not one.is_behind:
                one.farewell("closed")

    def _fall_behind(self, listener: Listener) -> None:
        if not listener.is_behind:
            listener.is_behind = True
            self.keep(self._bring_up(listener))

    def _push(self, listener: Listener, frame: str) -> None:
        """Without waiting for a slow one: that one is left behind and then told the rest by itself."""
        if listener.is_behind:
            return
        rest = push(listener.tell(frame))
        if rest is not None:
            listener.is_behind = True
            self.keep(self._await_slow(listener, rest))

    async def _await_slow(self, listener: Listener, rest: Awaitable) -> None:
        try:
            await asyncio.wait_for(rest, PATIENCE)
        except (TimeoutError, OSError):
            listener.farewell("slow")
        else:
            await self._bring_up(listener)

    async def _bring_up(self, listener: Listener) -> None:
        """Where the database is away for too long, the line ends, so that the browser comes again and asks: one left
        behind for ever would hear nothing and think that it is connected."""
        try:
            await self.catch_up(listener)
        except (Away, OSError):
            listener.farewell("later")

    async def catch_up(self, listener: Listener) -> None:
        """Tell one listener all that is above its number; from then on it is told with the others."""
        while True:
            said = {"seat": listener.seat, "session": listener.session, "number": listener.number}
            rows = await self.ask(AFTER, said)
            number, joined = rows[0][:2] if rows else (None, "")
            if number:
                await listener.tell(protocol.messages(joined))
                listener.number = number
            room = self.rooms.get(listener.talk)
            if room is None or not rows or (not number and listener.number >= room.held):
                break
        listener.is_behind = False
        self.mark(listener.talk)

    def keep(self, work: Awaitable) -> asyncio.Future:
        """Do it beside; a task that nobody holds may be lost."""
        task = asyncio.ensure_future(work)
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)
        return task

    def everyone(self) -> Iterable[Listener]:
        return [one for room in self.rooms.values() for one in room.listeners]


def as_array(values: Iterable) -> str:
    """An array as PostgreSQL writes it. Sessions come out of signed tickets, so there is nothing to escape; psycopg
    would look at each value."""
    return "{" + ",".join(map(str, values)) + "}"
