"""The processes of one running platform: started together, each brought back when it dies, stopped at once.

Runs without Django, as `python -m rootbridge.base.runtime.crew PLAN`, where PLAN is a file of JSON:
base_dir, address, greeting, owns_database, sockets (a folder that goes with the crew), hands (name → command, the page
server and the gate before it first).
`serve_platform` makes the platform ready and becomes this.
"""

import ctypes
import json
import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from rootbridge.base.runtime import postgres
from rootbridge.base.runtime.place import Unavailable

# Seconds: between two looks, until a hand counts as well, the first and the longest rest before one
# is brought back, and between two looks at the database.
TICK = 0.1
WELL = 30.0
FIRST_REST, LONGEST_REST = 0.5, 30.0
DATABASE_TICK = 1.0
# How a hand is asked to stop, and how many seconds it then has. Asked twice, the worker lets go of its task.
FAREWELLS = ((signal.SIGTERM, 0.6), (signal.SIGTERM, 0.6), (signal.SIGKILL, 1.0))
# How many times the page server may fail, and how many seconds it may take, before it was ever well.
FALSE_STARTS, LONGEST_START = 3, 60.0
PARENT_DIED = 1
# How many of the hands the pages need.
FOREMOST = 2
SOCKET = "--uds"


@dataclass
class Hand:
    """One process of the crew and how it fared."""

    name: str
    command: list[str]
    process: subprocess.Popen | None = None
    began: float = 0.0
    rest: float = FIRST_REST
    again_at: float = 0.0
    falls: int = 0

    def start(self) -> None:
        self.began = time.monotonic()
        if SOCKET in self.command:  # one that was killed leaves its socket behind, and no server listens there again
            Path(self.command[self.command.index(SOCKET) + 1]).unlink(missing_ok=True)
        self.process = subprocess.Popen(
            self.command, start_new_session=True, stdin=subprocess.DEVNULL, preexec_fn=_end_with_parent
        )

    def look(self, now: float) -> str | None:
        """Bring it back if it is time; a line for people when it just fell."""
        if self.process is None:
            if now >= self.again_at:
                self.start()
            return None
        code = self.process.poll()
        if code is None:
            return None
        self._bury()
        is_well = now - self.began > WELL
        self.falls, self.rest = (1, FIRST_REST) if is_well else (self.falls + 1, min(self.rest * 2, LONGEST_REST))
        self.again_at = now + self.rest
        return f"{self.name} ended (status {code}); it starts again in {self.rest:.0f} s."

    def is_alive(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def send(self, order: signal.Signals) -> None:
        if self.process is not None:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, order)

    def _bury(self) -> None:
        """Nothing that it started stays behind, holding the port."""
        self.send(signal.SIGKILL)
        self.process = None


@dataclass
class Crew:
    """The hands of one platform and its database."""

    base_dir: Path
    address: str
    greeting: str
    hands: list[Hand]
    owns_database: bool = False
    sockets: str = ""
    is_stopping: bool = False
    has_greeted: bool = False
    began: float = field(default_factory=time.monotonic)
    looked_at: float = field(default_factory=time.monotonic)

    def run(self) -> int:
        """Until a signal says stop; returns the exit status."""
        for order in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(order, self._hear)
        status = 0
        while not self.is_stopping and status == 0:
            status = self._round()
            time.sleep(TICK)
        self._stop()
        return status

    def _hear(self, *_) -> None:
        self.is_stopping = True

    def _round(self) -> int:
        """One look at everything; the pages come first, the others when those are served."""
        now = time.monotonic()
        self._see_to_database(now)
        for hand in self.hands if self.has_greeted else self.hands[:FOREMOST]:
            fell = hand.look(now)
            if fell and not self.is_stopping:
                _say(fell)
        if self.has_greeted:
            return 0
        fallen = max(self.hands[:FOREMOST], key=lambda hand: hand.falls)
        if fallen.falls >= FALSE_STARTS or now - self.began > LONGEST_START:
            _say(f"{fallen.name} does not start: the lines above say why.")
            return 1
        if _answers(self.address):
            self.has_greeted = True
            _say(self.greeting)
        return 0

    def _see_to_database(self, now: float) -> None:
        if now - self.looked_at < DATABASE_TICK:
            return
        self.looked_at = now
        if not postgres.is_needed() or postgres.is_alive(self.base_dir):
            return
        try:
            if postgres.start(self.base_dir):
                _say("The database was gone; it is back.")
        except Unavailable as reason:
            _say(str(reason))

    def _stop(self) -> None:
        for order, patience in FAREWELLS:
            for hand in self.hands:
                hand.send(order)
            until = time.monotonic() + patience
            while any(hand.is_alive() for hand in self.hands) and time.monotonic() < until:
                time.sleep(0.02)
        if self.sockets:
            shutil.rmtree(self.sockets, ignore_errors=True)
        if self.owns_database:
            postgres.stop_if_unused(self.base_dir)


def main(plan: str) -> int:
    told = json.loads(Path(plan).read_text(encoding="utf-8"))
    hands = [Hand(name, command) for name, command in told["hands"].items()]
    return Crew(
        Path(told["base_dir"]), told["address"], told["greeting"], hands, told["owns_database"], told.get("sockets", "")
    ).run()


def _answers(address: str) -> bool:
    """Whether pages are served; an answer to a name that is not the platform's own counts too."""
    try:
        with urllib.request.urlopen(f"{address}/health/ready", timeout=2):  # noqa: S310
            return True
    except urllib.error.HTTPError as answer:
        return answer.code < 500
    except OSError:
        return False


def _say(words: str) -> None:
    with suppress(OSError):
        sys.stdout.write(f"{words}\n")
        sys.stdout.flush()


def _end_with_parent() -> None:
    """On Linux: if the crew's leader is killed, its hands are asked to end too."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(PARENT_DIED, signal.SIGTERM)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
