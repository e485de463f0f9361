"""Making a platform ready to be served: the database, the tables, the files, the sample data, the plan."""

import errno
import json
import os
import socket
import stat
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connections

from rootbridge.base.core import shipping
from rootbridge.base.design import assets
from rootbridge.base.runtime import demo, postgres, schema
from rootbridge.base.runtime.database import connection_settings

EVERYWHERE = "0.0.0.0"  # noqa: S104
MOST_WORKERS = 2
THREADS = 2
# Seconds a page server's idle thread keeps its database connection.
THREAD_KEPT = 600
# Bytes of one frame of a live conversation.
LARGEST_FRAME = 16 * 1024


class CannotServe(Exception):
    """The platform cannot be served; the message is one plain line that says what to do."""


@dataclass(frozen=True)
class Serving:
    """What was asked for: where to listen, for a demonstration or for real, with which pack."""

    bind: str
    port: int
    is_demo: bool
    pack: str

    @property
    def address(self) -> str:
        host = f"[{self.bind}]" if ":" in self.bind else self.bind
        return f"http://{'127.0.0.1' if self.bind == EVERYWHERE else host}:{self.port}"

    def elsewhere(self) -> str:
        """The command that serves the same on the next port."""
        port = self.port + 1
        return f"PORT={port} make demo" if self.is_demo else f"python manage.py serve_platform --port {port}"

    def environment(self) -> dict[str, str]:
        """The variables that every process of this platform has to agree on."""
        wanted = {"ROOTBRIDGE_BIND": self.bind, "ROOTBRIDGE_PACK": self.pack, "ROOTBRIDGE_GATE": "1"}
        if self.is_demo:
            wanted["ROOTBRIDGE_DEMO"] = "1"
        if self.is_demo or not os.environ.get("ROOTBRIDGE_ADDRESS"):
            wanted["ROOTBRIDGE_ADDRESS"] = self.address
        return wanted


def refuse_taken_port(serving: Serving) -> None:
    """Raise CannotServe when the port is taken, with what to do."""
    family = socket.AF_INET6 if ":" in serving.bind else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as line:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            line.bind((serving.bind, serving.port))
        except OSError as error:
            is_taken = error.errno == errno.EADDRINUSE
            reason = "is taken by another program" if is_taken else f"cannot be used ({error.strerror})"
            raise CannotServe(f"Port {serving.port} {reason}. Choose another one: {serving.elsewhere()}") from error


def make_ready(serving: Serving, say: Callable[[str], None]) -> None:
    """Tables, files and, in a demonstration, sample data. Quick when they are there already. ``say`` is told of each
    phase as it begins."""
    if schema.is_current():
        say("The tables are up to date.")
    else:
        say("Preparing the tables. The first time this takes about half a minute.")
        schema.bring_up()
    shipping.bring_all()
    say("Joining style and script.")
    assets.build()
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    if serving.is_demo:
        if not get_user_model().objects.exists():
            say(f"Filling the platform with the sample data of the pack “{serving.pack}”, about a quarter of a minute:")
            call_command("load_pack", serving.pack)
        else:
            say("The sample data is here, with all that was entered since.")
        demo.refuse_without_samples()
    connections.close_all()


def write_plan(serving: Serving, *, owns_database: bool) -> Path:
    """The file that tells the crew what to run."""
    sockets = socket_folder(serving.port)
    plan = {
        "base_dir": str(settings.BASE_DIR),
        "address": serving.address,
        "greeting": greeting(serving),
        "owns_database": owns_database,
        "sockets": str(sockets),
        "hands": dict(hands(serving, sockets)),
    }
    path = Path(settings.ROOTBRIDGE_DATA_DIR) / f"crew-{serving.port}.json"
    path.write_text(json.dumps(plan, indent=1), encoding="utf-8")
    return path


def socket_folder(port: int) -> Path:
    """Where the platform at this port has its inner sockets: a folder of this account alone, its path short. The same
    each time, so that a killed platform leaves no second one behind."""
    folder = Path(tempfile.gettempdir()) / f"rootbridge-{os.geteuid()}-at-{port}"
    with suppress(FileExistsError):
        folder.mkdir(mode=0o700)
    seen = folder.lstat()
    if stat.S_ISDIR(seen.st_mode) and seen.st_uid == os.geteuid() and not seen.st_mode & 0o077:
        return folder
    return Path(tempfile.mkdtemp(prefix="rootbridge-"))


def hands(serving: Serving, sockets: Path) -> Iterator[tuple[str, list[str]]]:
    """Each process of the platform: a name for people, and its command; first those that pages need. ``sockets``: a
    folder of this platform alone, its path short."""
    python, manage = sys.executable, str(Path(settings.BASE_DIR) / "manage.py")
    workers = min(os.cpu_count() or 1, MOST_WORKERS)
    pages, live = str(sockets / "pages"), str(sockets / "live")
    yield "The page server", [
        python, "-m", "granian", "--interface", "wsgi", "--uds", pages, "--workers", str(workers),
        "--blocking-threads", str(THREADS), "--blocking-threads-idle-timeout", str(THREAD_KEPT), "--no-ws",
        "--http", "1", "--respawn-failed-workers", "--respawn-interval", "0.5", "--workers-kill-timeout", "1",
        "--log-level", "warning", "--working-dir", str(settings.BASE_DIR), "config.wsgi:application",
    ]  # fmt: skip
    yield "The gate", [
        python, "-m", "rootbridge.base.runtime.gate", serving.bind, str(serving.port), pages, live,
        str(settings.ROOTBRIDGE_TRUSTED_PROXIES),
    ]  # fmt: skip
    yield "The live server", live_command(python, "--uds", live)
    yield "The worker", [
        python, manage, "run_worker", "--queue-name", "*", "--no-startup-delay", "--verbosity", "0",
    ]  # fmt: skip


def live_command(python: str, *where: str) -> list[str]:
    """The server of live conversations; ``where``: ``--uds PATH`` or ``--host HOST --port PORT``."""
    return [
        python, "-m", "uvicorn", "config.asgi:application", *where, "--ws", "websockets-sansio",
        "--ws-max-size", str(LARGEST_FRAME), "--ws-per-message-deflate", "false", "--no-access-log",
        "--no-proxy-headers", "--no-server-header", "--log-level", "warning", "--lifespan", "on",
        "--timeout-graceful-shutdown", "1", "--backlog", "1024",
    ]  # fmt: skip


def greeting(serving: Serving) -> str:
    """What a person reads once the platform answers."""
    lines = ["", f"  Rootbridge is ready:  {serving.address}/", f"  The back office:      {serving.address}/manage/"]
    if serving.is_demo:
        lines += [
            "",
            "  To sign in: the bar “Sample data” at the top of each page signs in as any sample person with one click.",
            f"  Letters do not leave this machine; read them at {serving.address}/sample/",
            "  Everything you enter is kept for the next `make demo`.",
        ]
    else:
        lines.append("  To sign in: enter your e-mail address there; a code comes by mail.")
    return "\n".join([*lines, "", "  Ctrl-C stops it.", ""])


def start_database() -> bool:
    """Have the database; returns whether it was started here. Raises postgres.Unavailable.

    Before its first start nobody knew where its socket would stand: Django is told again.
    """
    was_started = postgres.is_needed() and postgres.start(settings.BASE_DIR)
    connections.settings["default"].update(connection_settings(settings.BASE_DIR))
    return was_started
