"""Clients that keep to the protocol as docs/develop/live.md tells it: by WebSocket, and by the plain way."""

import asyncio
import http.client
import json
import random
import uuid
from collections import deque
from contextlib import suppress
from dataclasses import dataclass, field

from websockets.asyncio.client import connect
from websockets.exceptions import WebSocketException

from rootbridge.shared.conversations.tickets import ticket_of

BROKEN = (OSError, WebSocketException, TimeoutError, EOFError)
# Seconds without an answer before a line is given up, and at most between two tries.
SILENT, REST = 5.0, 0.2


@dataclass
class Client:
    """``heard``: each message in the order it came, as (number, seat, words); two switches take the protocol's two
    promises away, to see that they are needed."""

    port: int
    seat: int
    talk: int
    outbox: deque = field(default_factory=deque)
    heard: list = field(default_factory=list)
    after: int = 0
    acknowledged: int = 0
    keeps_ids: bool = True
    asks_after: bool = True
    is_over: bool = False

    def write(self, *words: str) -> None:
        self.outbox.extend((uuid.uuid4().hex, text) for text in words)

    def frame(self) -> str:
        name, words = self.outbox[0]
        return json.dumps({"say": {"id": name if self.keeps_ids else uuid.uuid4().hex, "words": words}})

    def take(self, frame: dict) -> None:
        for one in frame.get("messages", ()):
            if one["number"] > self.after:
                self.after = one["number"]
                self.heard.append((one["number"], one["seat"], one["words"]))
        if "stored" in frame:
            self.outbox.popleft()
            self.acknowledged += 1

    async def run(self) -> None:
        while not self.is_over:
            with suppress(*BROKEN):
                await self.talk_once()
            await asyncio.sleep(random.uniform(0.01, REST))


class LiveClient(Client):
    async def talk_once(self) -> None:
        where = f"127.0.0.1:{self.port}"
        async with connect(
            f"ws://{where}/live/", origin=f"http://{where}", compression=None, ping_interval=None, open_timeout=SILENT
        ) as line:
            await line.send(json.dumps({"hello": {"ticket": ticket_of(self.seat), "after": self.after}}))
            welcome = json.loads(await asyncio.wait_for(line.recv(), SILENT))["welcome"]
            if not self.asks_after:
                self.after = welcome["number"]
            sent = False
            while not self.is_over:
                if self.outbox and not sent:
                    await line.send(self.frame())
                    sent = True
                try:
                    frame = json.loads(await asyncio.wait_for(line.recv(), SILENT if sent else 0.3))
                except TimeoutError:
                    if sent:
                        return
                    continue
                self.take(frame)
                if "stored" in frame:
                    sent = False
                elif "refused" in frame:
                    sent = False
                    await asyncio.sleep(frame["refused"]["wait"])


class PlainClient(Client):
    async def talk_once(self) -> None:
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=SILENT)
        try:
            while not self.is_over:
                for _message in range(10):
                    if self.outbox:
                        await asyncio.to_thread(self._ask, line, "POST", "/talk/", self.frame())
                await asyncio.to_thread(self._ask, line, "GET", f"/talk/?after={self.after}")
                await asyncio.sleep(0.005 if self.outbox else 0.05)
        except http.client.HTTPException as error:
            raise OSError from error
        finally:
            line.close()

    def _ask(self, line, method: str, path: str, body: str | None = None) -> None:
        line.request(method, path, body, {"X-Ticket": ticket_of(self.seat), "Sec-Fetch-Site": "same-origin"})
        answer = line.getresponse()
        told = answer.read()
        if answer.status != 200:
            raise OSError(answer.status)
        self.take(json.loads(told))
