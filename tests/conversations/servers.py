"""The servers of the tests of live conversations: the live process, the page server, Redis, a database of its own, and
a proxy that cuts lines."""

import asyncio
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

import psycopg
from django.conf import settings
from django.db import connection

from rootbridge.base.runtime import place, postgres, postmaster, serving
from rootbridge.base.runtime.database import connection_settings

PATIENCE = 60.0


def free_port() -> int:
    with socket.socket() as line:
        line.bind(("127.0.0.1", 0))
        return line.getsockname()[1]


def address_of(known: dict) -> str:
    """A DATABASES entry as DATABASE_URL."""
    return (
        f"postgresql://{known['USER']}@/{known['NAME']}?host={quote(str(known['HOST']), safe='')}&port={known['PORT']}"
    )


def this_database() -> str:
    """That of this worker's tests."""
    return address_of(connection.settings_dict)


class Process:
    """A server that can be killed and begun again. `command` may be asked anew each time."""

    def __init__(self, command: list[str], port: int, **environment: str):
        dropped = {name for name in os.environ if name.startswith(("ROOTBRIDGE_", "PYTEST_", "DJANGO_"))}
        self.environment = {name: value for name, value in os.environ.items() if name not in dropped} | environment
        self.command, self.port, self.process = command, port, None

    def start(self) -> "Process":
        self.process = subprocess.Popen(
            self.command, cwd=settings.BASE_DIR, env=self.environment, start_new_session=True,
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        return self

    def await_life(self) -> "Process":
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            with suppress(OSError), socket.create_connection(("127.0.0.1", self.port), timeout=1):
                return self
            assert self.process.poll() is None, f"{self.command[2]} ended"
            time.sleep(0.02)
        raise AssertionError(f"{self.command[2]} does not listen")

    def kill(self) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def live_server(database: str, port: int | None = None, **more: str) -> Process:
    port = port or free_port()
    command = serving.live_command(sys.executable, "--host", "127.0.0.1", "--port", str(port))
    said = {
        "DATABASE_URL": database, "ROOTBRIDGE_SECRET_KEY": settings.SECRET_KEY, "ROOTBRIDGE_LIVE_RATE": "1000000",
        "ROOTBRIDGE_FIELD_KEY": settings.ROOTBRIDGE_FIELD_KEY,
    }  # fmt: skip
    return Process(command, port, **{**said, **more})


def page_server(database: str) -> Process:
    port = free_port()
    command = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port),
        "--workers", "2", "--blocking-threads", "2", "--no-ws", "--http", "1", "--log-level", "warning",
        "--respawn-failed-workers", "--respawn-interval", "0.5", "config.wsgi:application",
    ]  # fmt: skip
    said = {
        "DATABASE_URL": database, "ROOTBRIDGE_SECRET_KEY": settings.SECRET_KEY, "ROOTBRIDGE_LIVE_RATE": "1000000",
        "ROOTBRIDGE_FIELD_KEY": settings.ROOTBRIDGE_FIELD_KEY,
    }  # fmt: skip
    return Process(command, port, **said)


def kill_worker(server: Process) -> None:
    """One of the processes that serve pages, the newest, with what it has at hand; the page server begins another."""
    main = server.process.pid
    children = Path(f"/proc/{main}/task/{main}/children").read_text().split()
    if children:
        with suppress(ProcessLookupError):
            os.kill(int(children[-1]), signal.SIGKILL)


def redis_server(folder: Path) -> Process:
    port = free_port()
    command = [
        "redis-server", "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(folder),
    ]  # fmt: skip
    return Process(command, port)


class OwnDatabase:
    """A database server of its own with the tables of the platform, so that it can be stopped without harm."""

    def __init__(self, base_dir: Path):
        base_dir.mkdir()
        self.base_dir = base_dir
        postgres.start(base_dir)
        self.address = address_of(connection_settings(base_dir))
        chosen = postgres.programs(base_dir)
        dump = subprocess.run(
            [chosen.program("pg_dump"), "--schema-only", "--no-owner", "-d", this_database()],
            check=True, capture_output=True,
        )  # fmt: skip
        subprocess.run(
            [chosen.program("psql"), "-q", "-v", "ON_ERROR_STOP=1", "-d", self.address],
            input=dump.stdout, check=True, capture_output=True,
        )  # fmt: skip

    def restart(self) -> None:
        postmaster.halt(place.find(self.base_dir))
        postgres.start(self.base_dir)

    def remove(self) -> None:
        found = place.find(self.base_dir)
        postmaster.halt(found, patience=2)
        shutil.rmtree(found.home, ignore_errors=True)


def cut_off_clients(database: str) -> None:
    """All its connections break, as they do when it is restarted."""
    with psycopg.connect(database, autocommit=True) as line:
        line.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid() AND application_name = 'rootbridge live'"
        )


class CuttingProxy:
    """Passes bytes on to a server, and cuts a line at random, or just before the next word that says "stored"."""

    def __init__(self, server_port: int):
        self.server_port, self.lines, self.cuts, self.is_waiting = server_port, set(), 0, False

    async def start(self) -> "CuttingProxy":
        self.server = await asyncio.start_server(self._pass, "127.0.0.1", 0)
        self.port = self.server.sockets[0].getsockname()[1]
        return self

    async def _pass(self, reader, writer) -> None:
        try:
            server_reader, server_writer = await asyncio.open_connection("127.0.0.1", self.server_port)
        except OSError:
            writer.transport.abort()
            return
        line = (writer, server_writer)
        self.lines.add(line)
        up, down = self._pump(reader, server_writer, False, line), self._pump(server_reader, writer, True, line)
        await asyncio.gather(up, down)

    async def _pump(self, reader, writer, is_answer, line) -> None:
        with suppress(OSError):
            while data := await reader.read(65536):
                if is_answer and self.is_waiting and b'"stored"' in data:
                    self.is_waiting = False
                    self.cuts += 1
                    break
                writer.write(data)
        self._abort(line)

    def _abort(self, line) -> None:
        self.lines.discard(line)
        for writer in line:
            writer.transport.abort()

    def cut(self, chance) -> None:
        """One line now, or the next that would hear that its message is stored."""
        if not self.lines or chance.random() < 0.5:
            self.is_waiting = True
        else:
            self.cuts += 1
            self._abort(chance.choice(list(self.lines)))

    async def stop(self) -> None:
        self.server.close()
        for line in list(self.lines):
            self._abort(line)
