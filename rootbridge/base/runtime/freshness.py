"""Which content version is the present one: known to each process, never older than a moment.

One thread a process holds a connection of its own. It listens for the nudge that a change sends, and
reads the number every half second all the same, because a nudge has no memory. What it knows carries
the moment it was asked: when that is too long ago (the database is away, the thread is stuck), nothing
is known. After a new connection everything known before is another epoch: a restored database may
count from a lower number.
"""

import threading
import time
from collections.abc import Callable

import psycopg

from rootbridge.base.core.versions import CHANNEL

# Seconds: between two readings, how old a reading may be, between two connections, without a visitor.
BETWEEN = 0.4
TRUSTED = 0.9
BEFORE_RETRY = 0.3
DROWSY = 60.0
QUESTION = "SELECT number FROM core_contentversion WHERE id = 1"
# A number for a database that has no change yet.
UNTOUCHED = -1


class Freshness:
    """Knows the present version. `parameters()` gives psycopg's keyword arguments at each connection."""

    def __init__(self, parameters: Callable[[], dict]):
        self._parameters = parameters
        self._known: tuple[float, tuple[int, int]] | None = None
        self._epoch = 0
        self._wanted = 0.0
        self._wake = threading.Event()
        self._thread: threading.Thread | None = None
        self._starting = threading.Lock()

    def version(self) -> tuple[int, int] | None:
        """The version as (epoch, number), or None when it cannot be known now. Under a microsecond."""
        now = time.monotonic()
        self._wanted = now
        known = self._known
        if known is not None and now - known[0] < TRUSTED:
            return known[1]
        self._rouse()
        return None

    def _rouse(self) -> None:
        self._wake.set()
        if self._thread is None or not self._thread.is_alive():
            with self._starting:
                if self._thread is None or not self._thread.is_alive():
                    self._thread = threading.Thread(target=self._keep_watch, name="freshness", daemon=True)
                    self._thread.start()

    def _keep_watch(self) -> None:
        while True:
            self._wake.wait()
            try:
                with psycopg.connect(**self._parameters()) as connection:
                    self._watch(connection)
            except psycopg.Error:
                self._known = None
                time.sleep(BEFORE_RETRY)

    def _watch(self, connection: psycopg.Connection) -> None:
        """Read and listen until nobody has asked for a while. Raises psycopg.Error when the line is cut."""
        connection.autocommit = True
        connection.execute(f"LISTEN {CHANNEL}")
        self._epoch += 1
        while time.monotonic() - self._wanted < DROWSY:
            asked = time.monotonic()
            row = connection.execute(QUESTION).fetchone()
            self._known = (asked, (self._epoch, row[0] if row else UNTOUCHED))
            for _nudge in connection.notifies(timeout=BETWEEN, stop_after=1):
                pass
        self._wake.clear()
