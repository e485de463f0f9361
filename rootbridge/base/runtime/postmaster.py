"""The server's process: whether it answers, whether it is gone, how it is woken and stopped."""

import os
import signal
import socket
import struct
import time
from contextlib import suppress
from pathlib import Path

from rootbridge.base.runtime import cluster, processes
from rootbridge.base.runtime.binaries import Binaries
from rootbridge.base.runtime.place import Place

READY, STARTING, EMPTY, GONE = "ready", "starting", "empty", "gone"
NO_SUCH_DATABASE = b"C3D000"
NOT_YET = b"C57P03"
PROTOCOL = 3 << 16


def ask(place: Place, database: str = cluster.DATABASE, timeout: float = 2.0) -> str:
    """What the server answers a client now: READY, STARTING, EMPTY (no such database) or GONE.

    A server that is up but refuses for another reason (it is full, say) counts as READY.
    Speaks the first words of PostgreSQL's protocol itself: a few milliseconds, no program run.
    """
    words = f"user\0{cluster.OWNER}\0database\0{database}\0\0".encode()
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
            line.settimeout(timeout)
            line.connect(str(place.socket))
            line.sendall(struct.pack("!II", len(words) + 8, PROTOCOL) + words)
            with line.makefile("rb") as answers:
                return _understand(answers, line)
    except (OSError, struct.error):
        return GONE


def _understand(answers, line: socket.socket) -> str:
    while True:
        kind, length = struct.unpack("!cI", answers.read(5))
        body = answers.read(length - 4)
        if kind == b"Z":
            line.sendall(struct.pack("!cI", b"X", 4))
            return READY
        if kind == b"E":
            told = body.split(b"\0")
            return EMPTY if NO_SUCH_DATABASE in told else STARTING if NOT_YET in told else READY


def number_of(place: Place) -> int | None:
    """The id of the place's live postmaster, or None when it is gone or is somebody else."""
    written = _written_number(place)
    if written is None or not processes.is_alive(written):
        return None
    return None if processes.works_in(written, place.data) is False else written


def launch(place: Place, binaries: Binaries) -> str:
    """Start the server and do not wait for it; returns what was said if it could not be started."""
    done = cluster.run(
        place, binaries.program("pg_ctl"), "start", "-W", "-s", "-D", str(place.data), "-l", str(place.log)
    )
    return done.stderr.strip()


def clear_the_dead(place: Place, *, is_late: bool) -> bool:
    """Clear away what a killed server left; False while its children still stand in the data.

    Children of a killed postmaster end by themselves within moments; when `is_late`, those that
    did not are killed. Nothing is removed while one of them lives: they share its memory.
    """
    if number_of(place) is not None:
        return True
    orphans = processes.standing_in(place.data)
    if orphans:
        for orphan in orphans if is_late else ():
            _send(orphan, signal.SIGKILL)
        return False
    # Where nobody buries zombies (in many containers) the server itself takes the dead one for alive.
    for left in (place.data / "postmaster.pid", place.socket, place.socket.with_name(place.socket.name + ".lock")):
        left.unlink(missing_ok=True)
    return True


def halt(place: Place, patience: float = 20.0) -> None:
    """Stop the server: clients are cut off, data is written out; after `patience` seconds at once."""
    for order in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
        ask_to_stop(place, patience, order)


def ask_to_stop(place: Place, patience: float, order: signal.Signals = signal.SIGINT) -> None:
    """Send the server an order to stop and wait at most `patience` seconds for its end."""
    number = number_of(place)
    if number is None:
        return
    _send(number, order)
    until = time.monotonic() + patience
    while number_of(place) is not None and time.monotonic() < until:
        time.sleep(0.02)


def _send(number: int, order: signal.Signals) -> None:
    with suppress(ProcessLookupError):
        os.kill(number, order)


def _written_number(place: Place) -> int | None:
    try:
        return abs(int(Path(place.data / "postmaster.pid").read_text(encoding="ascii").split("\n", 1)[0]))
    except (OSError, ValueError):
        return None
