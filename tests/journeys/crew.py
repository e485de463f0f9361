"""The platform's own processes over the database of a test: page server, gate, live server, each to be killed."""

import shutil
import tempfile
import time
import urllib.request
from contextlib import suppress
from io import StringIO
from pathlib import Path

from django.conf import settings
from django.core.management import call_command

from rootbridge.base.runtime import serving
from tests.conversations.servers import Process, free_port, this_database

WAITS = 30.0


class Crew:
    """``url`` is the public address, without a slash at its end."""

    def __init__(self):
        self.folder = Path(tempfile.mkdtemp(prefix="rb-"))
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        wanted = serving.Serving("127.0.0.1", self.port, True, "moldova")
        known = wanted.environment() | {
            "DATABASE_URL": this_database(), "ROOTBRIDGE_SECRET_KEY": settings.SECRET_KEY,
            "ROOTBRIDGE_FIELD_KEY": settings.ROOTBRIDGE_FIELD_KEY,
        }  # fmt: skip
        self.hands = {
            name: Process(command, self.port, **known)
            for name, command in serving.hands(wanted, self.folder)
            if name != "The worker"
        }

    def start(self) -> "Crew":
        for hand in self.hands.values():
            hand.start()
        self.hands["The gate"].await_life()
        _await((self.folder / "live").exists)
        _await(self._serves)
        return self

    def _serves(self) -> bool:
        try:
            return urllib.request.urlopen(f"{self.url}/health/ready", timeout=5).status == 200
        except OSError:
            return False

    def begin_live_anew(self) -> None:
        """After a kill: the socket of the dead one stands in the way."""
        (self.folder / "live").unlink(missing_ok=True)
        self.hands["The live server"].start()
        _await((self.folder / "live").exists)

    def kill_live(self) -> None:
        self.hands["The live server"].kill()

    def do_chores(self) -> None:
        """What the worker does every two seconds."""
        call_command("do_chores", stdout=StringIO())

    def stop(self) -> None:
        for hand in self.hands.values():
            with suppress(AttributeError):
                hand.kill()
        shutil.rmtree(self.folder, ignore_errors=True)


def _await(is_there) -> None:
    until = time.monotonic() + WAITS
    while not is_there():
        assert time.monotonic() < until, "the platform does not come"
        time.sleep(0.05)
