"""The live application, by bare ASGI: /live/ takes WebSockets, and says at /live/health that it lives.

One connection costs one task and one small object. What it may hear and say is asked of the database each time.
"""

import asyncio
import json
from contextlib import suppress
from urllib.parse import urlsplit

from .. import protocol
from ..limits import Allowance, Doors, network_of
from ..protocol import Empty, Hello, Ping, Say, Seen, TooLong, Typing, Unreadable
from ..statements import ADMIT, MARK_SEEN, STORE
from ..tickets import NoTicket, read_ticket
from .hub import Hub, Listener
from .lines import Away, Store
from .listening import Listening

# Seconds to say hello; the code with which a line that is over is closed.
PATIENCE = 10.0
OVER = 4000
# Signs of typing and of reading that one seat may send in a minute.
SIGNS_A_MINUTE = 240
# Frames that make no sense before the line is closed.
NONSENSE = 5
PONG = '{"pong":1}'


class Live:
    """The application. ``parameters``: psycopg's; ``proxies``: how many servers before this one write whom they
    answer; ``hosts``: whose pages may connect."""

    def __init__(self, parameters: dict, *, hosts, rate: int, per_network: int, proxies: int = 1, redis: str = ""):
        self.hosts, self.proxies = hosts, proxies
        self.words, self.signs, self.doors = Allowance(rate), Allowance(SIGNS_A_MINUTE), Doors(per_network)
        self._told = (parameters, redis)
        self.store = self.hub = self.listening = None

    async def __call__(self, scope, receive, send):
        if scope["type"] == "websocket":
            await self._connect(scope, receive, send)
        elif scope["type"] == "http":
            await _answer(scope, send)
        else:
            await self._live(receive, send)

    def begin(self) -> list:
        """What runs beside the connections."""
        parameters, redis = self._told
        self.store = Store(parameters)
        self.hub = Hub(self.store.ask)
        self.listening = Listening(self.hub, self.store, parameters, redis)
        return [self.hub.deliver(), *self.listening.tasks()]

    async def _live(self, receive, send) -> None:
        """From the server's start to its end."""
        await receive()
        tasks = [asyncio.ensure_future(work) for work in self.begin()]
        await send({"type": "lifespan.startup.complete"})
        await receive()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self.store.forget()
        await send({"type": "lifespan.shutdown.complete"})

    async def _connect(self, scope, receive, send) -> None:
        headers = dict(scope["headers"])
        network = network_of(self._address_of(scope, headers))
        await receive()
        if not self._is_ours(headers) or not self.doors.enter(network):
            await send({"type": "websocket.close", "code": 1008})
            return
        scope["headers"] = []  # nobody asks for them again, and they weigh
        del headers
        try:
            await send({"type": "websocket.accept"})
            await Line(self, receive, send).run()
        finally:
            self.doors.leave(network)

    def _is_ours(self, headers: dict) -> bool:
        """Does a page of this platform ask? A browser says so in Origin, and a page cannot change it."""
        source = urlsplit(headers.get(b"origin", b"").decode("latin1"))
        return bool(source.netloc) and source.netloc == headers.get(b"host", b"").decode("latin1") and (
            source.hostname in self.hosts or "*" in self.hosts
        )  # fmt: skip

    def _address_of(self, scope, headers: dict) -> str:
        said = headers.get(b"x-forwarded-for", b"").decode("latin1").split(",")
        if self.proxies and len(said) >= self.proxies:
            return said[-self.proxies].strip()
        return (scope.get("client") or ("",))[0]


class Line:
    """One connection, from its hello to its end."""

    __slots__ = ("live", "receive", "send", "listener", "nonsense", "is_over", "ending")

    def __init__(self, live: Live, receive, send):
        self.live, self.receive, self.send = live, receive, send
        self.listener: Listener | None = None
        self.nonsense, self.is_over = 0, False
        self.ending: asyncio.Future | None = None

    async def run(self) -> None:
        try:
            async with asyncio.timeout(PATIENCE):
                is_admitted = await self._admit(await self._next())
            if is_admitted:
                await self.live.hub.catch_up(self.listener)
                while not self.is_over and (frame := await self._next()):
                    await self._take(frame)
        except (NoTicket, TimeoutError):
            await self._end("ticket")
        except (Away, Unreadable):
            await self._end("later")
        except _Left:
            pass
        finally:
            if self.listener is not None:
                self.live.hub.remove(self.listener)
            if self.ending is not None:  # the server closes the line when this returns, also before the last word
                await self.ending

    async def _next(self):
        """The next frame that makes sense. Raises _Left, and Unreadable after some that make none."""
        while True:
            event = await self.receive()
            if event["type"] != "websocket.receive":
                raise _Left
            try:
                return protocol.read(event.get("text"))
            except TooLong as error:
                await self.tell(protocol.refused(error.args[0], "long"))
            except Empty as error:
                await self.tell(protocol.refused(error.args[0], "empty"))
            except Unreadable:
                self.nonsense += 1
                if self.nonsense >= NONSENSE:
                    raise

    async def _admit(self, hello) -> bool:
        if not isinstance(hello, Hello):
            raise NoTicket
        ticket = read_ticket(hello.ticket)
        rows = await self.live.store.ask(ADMIT, {"seat": ticket.seat, "session": ticket.session})
        if not rows or rows[0][-1]:
            await self._end(rows[0][-1] if rows else "ended")
            return False
        talk, side, name, newest, is_closed, seen, _why = rows[0]
        self.listener = Listener(
            seat=ticket.seat, session=ticket.session, talk=talk, side=side, name=name,
            number=min(hello.after, newest), tell=self.tell, farewell=self._farewell,
        )  # fmt: skip
        self.live.hub.add(self.listener, newest)
        await self.tell(protocol.frame("welcome", {
            "seat": ticket.seat, "side": side, "name": name, "number": newest, "is_closed": is_closed,
            "seen": json.loads(seen),
        }))  # fmt: skip
        return True

    async def _take(self, frame) -> None:
        one = self.listener
        if isinstance(frame, Say):
            await self._say(frame)
        elif isinstance(frame, Ping):
            await self.tell(PONG)
        elif not self.live.signs.wait_for(one.seat):
            with suppress(Away):
                if isinstance(frame, Typing):
                    await self.live.listening.publish(f"{one.talk} typing {one.seat} {int(frame.is_typing)}")
                elif isinstance(frame, Seen):
                    await self._note_seen(frame)

    async def _say(self, frame: Say) -> None:
        one = self.listener
        if wait := self.live.words.wait_for(one.seat):
            await self.tell(protocol.refused(frame.id, "many", wait))
            return
        try:
            rows = await self.live.store.ask(STORE, frame.row(one.seat, one.session))
        except Away:
            await self.tell(protocol.refused(frame.id, "later", 1))
            return
        if rows:
            await self.tell(protocol.stored(frame.id, *rows[0][:2]))
        else:
            await self.tell(protocol.refused(frame.id, "not_theirs"))
            self.live.hub.mark(one.talk)

    async def _note_seen(self, frame: Seen) -> None:
        rows = await self.live.store.ask(MARK_SEEN, {"seat": self.listener.seat, "number": frame.number})
        for talk, number, is_shown in rows:
            if is_shown:
                await self.live.listening.publish(f"{talk} seen {self.listener.seat} {number}")

    def tell(self, frame: str):
        return self.send({"type": "websocket.send", "text": frame})

    def _farewell(self, why: str) -> None:
        """From now on nothing more, whatever else is on its way."""
        if not self.is_over:
            self.is_over = True
            self.live.hub.remove(self.listener)
            self.ending = self.live.hub.keep(self._end(why))

    async def _end(self, why: str) -> None:
        self.is_over = True
        with suppress(Exception):
            async with asyncio.timeout(PATIENCE):
                await self.tell(protocol.frame("bye", why))
                await self.send({"type": "websocket.close", "code": OVER})


class _Left(Exception):
    """The other side went."""


async def _answer(scope, send) -> None:
    lives = scope["path"] == "/live/health"
    status, words = (200, b"alive\n") if lives else (426, b"This address is for live conversations.\n")
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"cache-control", b"no-store")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": words})
