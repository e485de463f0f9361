"""The supervisor of the embedded database: start, stop, status.

Usable as root and as an ordinary user, after a kill, in a path with spaces, and by two callers
at once. Everything it makes stands in the place's own folders; nothing else is touched.
"""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from rootbridge.base.runtime import binaries as found
from rootbridge.base.runtime import cluster, postmaster
from rootbridge.base.runtime import place as places
from rootbridge.base.runtime.place import ACCOUNT, Place, Unavailable

# Seconds to wait: for another caller, for the first sign of life, for a long recovery.
LOCK_PATIENCE = 120.0
PATIENCE = 30.0
RECOVERY_PATIENCE = 600.0
CHILDREN_PATIENCE = 1.0
FAREWELL = 0.3


@dataclass(frozen=True)
class Status:
    """What `status` tells: `state` is ready, starting, stopped or never-started."""

    state: str
    number: int | None = None
    home: Path | None = None
    major: int | None = None


def is_needed() -> bool:
    """Whether the platform uses the embedded database: it does unless DATABASE_URL is set."""
    return not os.environ.get("DATABASE_URL")


def is_alive(base_dir: Path) -> bool:
    """Whether the server's process lives; asks the machine only, not the server."""
    place = places.find(base_dir)
    return place is not None and postmaster.number_of(place) is not None


def start(base_dir: Path) -> bool:
    """Have the embedded database of the clone at `base_dir` ready for clients.

    Returns whether this call started it. A few milliseconds when it already runs.
    Raises Unavailable, with one plain line, when it cannot be had.
    """
    known = places.find(base_dir)
    if known is not None and not places.is_copy(known) and postmaster.ask(known) == postmaster.READY:
        return False
    folder = places.open_folder(base_dir)
    with _alone(folder / "postgres.lock"):
        place = places.make(base_dir)
        if postmaster.ask(place) == postmaster.READY:
            return False
        _bring_up(place, _prepare(place))
        return True


def stop(base_dir: Path) -> bool:
    """Stop the embedded database; returns whether it ran. Its data stays."""
    place = places.find(base_dir)
    if place is None or postmaster.number_of(place) is None:
        return False
    with _alone(place.lock):
        postmaster.halt(place)
    return True


def stop_if_unused(base_dir: Path) -> bool:
    """Ask the embedded database to stop unless somebody else is connected; returns whether it was asked.

    Does not wait for the disk: a start soon after waits for the end by itself.
    """
    place = places.find(base_dir)
    if place is None or postmaster.ask(place) != postmaster.READY or _count_clients(place):
        return False
    postmaster.ask_to_stop(place, FAREWELL)
    return True


def status(base_dir: Path) -> Status:
    """How the embedded database of this clone stands. Writes nothing."""
    place = places.find(base_dir)
    if place is None:
        return Status("never-started")
    number = postmaster.number_of(place)
    if number is None:
        return Status("stopped", None, place.home, cluster.major_of(place))
    state = "ready" if postmaster.ask(place) == postmaster.READY else "starting"
    return Status(state, number, place.home, cluster.major_of(place))


def programs(base_dir: Path) -> found.Binaries | None:
    """The binaries that belong to this clone's data, for dumps and restores by the same version."""
    place = places.find(base_dir)
    return found.choose(cluster.major_of(place) if place else None)


def _prepare(place: Place) -> found.Binaries:
    """Folders, account, binaries and data, each made if it is not there."""
    if place.account == ACCOUNT:
        cluster.ensure_account()
    places.prepare(place)
    major = cluster.major_of(place)
    chosen = found.choose(major)
    if chosen is None:
        wanted = f"PostgreSQL {major}, which made the data here," if major else "PostgreSQL 15 or newer"
        raise Unavailable(f"No {wanted} runs on this machine: install it, or name a database in DATABASE_URL.")
    if place.account:
        chosen = found.copy_for_account(chosen, place.home)
    cluster.create(place, chosen)
    cluster.configure(place, chosen)
    return chosen


def _bring_up(place: Place, chosen: found.Binaries) -> None:
    """Launch until it answers: after a kill the first attempts fail, and that is ordinary."""
    began = time.monotonic()
    said = ""
    while True:
        waited = time.monotonic() - began
        if not postmaster.clear_the_dead(place, is_late=waited > CHILDREN_PATIENCE):
            time.sleep(0.1)
        elif postmaster.number_of(place) is None:
            said = postmaster.launch(place, chosen) or said
            _await_life(place)
        answer = postmaster.ask(place)
        if answer == postmaster.EMPTY:
            _create_database(place)
        elif answer == postmaster.READY:
            return
        is_recovering = answer == postmaster.STARTING and postmaster.number_of(place) is not None
        if waited > (RECOVERY_PATIENCE if is_recovering else PATIENCE):
            raise Unavailable(
                f"The embedded database did not start within {waited:.0f} seconds: "
                f"{said or cluster.last_words(place)} (its log: {place.log})"
            )
        time.sleep(0.05)


def _await_life(place: Place, patience: float = 1.0) -> None:
    """Wait until the launched server listens, or has given up: then its process is gone again."""
    began = time.monotonic()
    while postmaster.ask(place) == postmaster.GONE:
        waited = time.monotonic() - began
        if waited > patience or (waited > patience / 4 and postmaster.number_of(place) is None):
            return
        time.sleep(0.03)


def _connect(place: Place) -> psycopg.Connection:
    return psycopg.connect(
        host=str(place.sockets), port=places.PORT, user=cluster.OWNER, dbname="postgres", autocommit=True
    )


def _create_database(place: Place) -> None:
    with _connect(place) as connection:
        connection.execute(f"CREATE DATABASE {cluster.DATABASE}")


def _count_clients(place: Place) -> int:
    counted = "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
    with _connect(place) as connection:
        return connection.execute(counted).fetchone()[0]


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Hold the clone's lock; the kernel lets go of it when its holder dies."""
    handle = os.open(path, os.O_RDONLY | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        until = time.monotonic() + LOCK_PATIENCE
        while True:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > until:
                    raise Unavailable(
                        f"Another process has been starting the database for {LOCK_PATIENCE:.0f} seconds "
                        f"({path}): end it and try again."
                    ) from None
                time.sleep(0.05)
        yield
    finally:
        os.close(handle)
