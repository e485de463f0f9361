"""The live process's own few connections to the database; a statement that met a broken one is sent again.

Each statement may be sent twice: what stores carries the client's own number.
"""

import asyncio
import time
from collections import deque

import psycopg

CONNECTIONS = 4
# Seconds that a statement is tried again while the database is away, and between two tries.
PATIENCE = 4.0
BETWEEN = 0.15
BROKEN = (psycopg.OperationalError, psycopg.InterfaceError, OSError)


class Away(Exception):
    """The database cannot be asked now."""


class Store:
    """``parameters``: psycopg's keyword arguments."""

    def __init__(self, parameters: dict):
        self._parameters = parameters
        self._idle: deque[psycopg.AsyncConnection] = deque()
        self._turns = asyncio.Semaphore(CONNECTIONS)

    async def ask(self, statement: str, said: dict, patience: float = PATIENCE) -> list[tuple]:
        """The rows of a statement. Raises Away, and psycopg's IntegrityError."""
        until = time.monotonic() + patience
        while True:
            try:
                async with self._turns:
                    return await self._ask(statement, said)
            except BROKEN as error:
                if time.monotonic() > until:
                    raise Away from error
            except psycopg.errors.UniqueViolation:  # the same message at the same moment: the next try finds it
                if time.monotonic() > until:
                    raise
            await asyncio.sleep(BETWEEN)

    async def _ask(self, statement: str, said: dict) -> list[tuple]:
        line = self._idle.pop() if self._idle else await open_line(self._parameters)
        try:
            cursor = await line.execute(statement, said)
            rows = await cursor.fetchall()
        except psycopg.errors.UniqueViolation:
            self._idle.append(line)
            raise
        except BaseException:
            self.forget()
            await line.close()
            raise
        self._idle.append(line)
        return rows

    def forget(self) -> None:
        """The lines at rest are likely broken too."""
        while self._idle:
            self._idle.pop().pgconn.finish()


async def open_line(parameters: dict) -> psycopg.AsyncConnection:
    """A connection that writes at once and keeps its plans."""
    line = await psycopg.AsyncConnection.connect(**parameters, autocommit=True)
    line.prepare_threshold = 1
    return line
