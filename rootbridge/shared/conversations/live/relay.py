"""Redis, where REDIS_URL names one: what is never stored passes between live processes through one subscription each.

Only SUBSCRIBE and PUBLISH are spoken, so a few lines of its protocol (RESP2) take the place of a library that would
cost more CPU than the database.
"""

import asyncio
import ssl
from collections.abc import Callable
from urllib.parse import unquote, urlsplit

# Seconds: to answer, and before a lost connection is made anew.
PATIENCE = 2.0
BEFORE_RETRY = 0.5
GONE = (OSError, asyncio.IncompleteReadError, TimeoutError, ValueError)


class Relay:
    """``url``: redis://name:password@host:6379, rediss:// with TLS, or unix:///path."""

    def __init__(self, url: str, channel: str):
        self._url, self._channel = urlsplit(url), channel
        self._line: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None
        self._turn = asyncio.Lock()

    async def publish(self, words: str) -> bool:
        """Whether Redis took it."""
        async with self._turn:
            try:
                self._line = self._line or await self._connect()
                async with asyncio.timeout(PATIENCE):
                    await _say(self._line[1], "PUBLISH", self._channel, words)
                    await _read(self._line[0])
                return True
            except GONE:
                self._drop()
                return False

    async def listen(self, hear: Callable[[str], None], anew: Callable[[], None]) -> None:
        """For ever: pass on each word; ``anew`` after each new connection."""
        while True:
            writer = None
            try:
                reader, writer = await self._connect()
                await _say(writer, "SUBSCRIBE", self._channel)
                anew()
                while True:
                    match await _read(reader):
                        case [b"message", _channel, words]:
                            hear(words.decode())
            except GONE:
                await asyncio.sleep(BEFORE_RETRY)
            finally:
                if writer is not None:
                    writer.close()

    async def _connect(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        where = self._url
        async with asyncio.timeout(PATIENCE):
            if where.scheme == "unix":
                reader, writer = await asyncio.open_unix_connection(where.path)
            else:
                tls = ssl.create_default_context() if where.scheme == "rediss" else None
                reader, writer = await asyncio.open_connection(where.hostname, where.port or 6379, ssl=tls)
            if where.password:
                name = [unquote(where.username)] if where.username else []
                await _say(writer, "AUTH", *name, unquote(where.password))
                await _read(reader)
        return reader, writer

    def _drop(self) -> None:
        if self._line is not None:
            self._line[1].close()
            self._line = None


async def _say(writer: asyncio.StreamWriter, *words: str) -> None:
    parts = [word.encode() for word in words]
    writer.write(b"*%d\r\n" % len(parts) + b"".join(b"$%d\r\n%b\r\n" % (len(part), part) for part in parts))
    await writer.drain()


async def _read(reader: asyncio.StreamReader):
    """One answer: bytes, a number, None, or a list of such. Raises ValueError for an error."""
    line = await reader.readuntil(b"\r\n")
    kind, rest = line[:1], line[1:-2]
    if kind == b"+":
        return rest
    if kind == b":":
        return int(rest)
    if kind == b"$":
        return None if rest == b"-1" else (await reader.readexactly(int(rest) + 2))[:-2]
    if kind == b"*":
        return [await _read(reader) for _part in range(int(rest))]
    raise ValueError(rest.decode(errors="replace"))
