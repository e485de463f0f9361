"""One live connection of a test, already welcomed."""

import asyncio
import json
from contextlib import asynccontextmanager

from websockets.asyncio.client import connect

from rootbridge.shared.conversations.tickets import ticket_of

PATIENCE = 10.0


@asynccontextmanager
async def opened(port: int, **more):
    """A connection that has said nothing yet; ``origin`` is our own unless it is given."""
    where = f"127.0.0.1:{port}"
    said = {"origin": f"http://{where}", "compression": None, "ping_interval": None, "open_timeout": PATIENCE, **more}
    async with connect(f"ws://{where}/live/", **said) as line:
        yield line


@asynccontextmanager
async def joined(port: int, seat: int, session: str = "", after: int = 0):
    async with opened(port) as line:
        await tell(line, hello={"ticket": ticket_of(seat, session), "after": after})
        assert "welcome" in await hear(line)
        yield line


async def tell(line, **frame) -> None:
    await line.send(json.dumps(frame))


async def hear(line, patience: float = PATIENCE) -> dict:
    return json.loads(await asyncio.wait_for(line.recv(), patience))


async def hear_of(line, name: str):
    """The value of the next frame of this name; others before it are left out."""
    while True:
        frame = await hear(line)
        if name in frame:
            return frame[name]
