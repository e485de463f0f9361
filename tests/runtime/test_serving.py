"""The one command that serves everything: it comes up, heals, stops in a moment, and says why it does not start."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection

from rootbridge.base.runtime import processes, serving
from rootbridge.base.runtime.serving import CannotServe, Serving

pytestmark = pytest.mark.faults
PATIENCE = 90


def free_port() -> int:
    with socket.socket() as line:
        line.bind(("127.0.0.1", 0))
        return line.getsockname()[1]


def environment() -> dict[str, str]:
    """That of a person at a keyboard, over this worker's database."""
    known = connection.settings_dict
    address = f"postgresql://{known['USER']}@/{known['NAME']}?host={quote(known['HOST'], safe='')}&port={known['PORT']}"
    dropped = {name for name in os.environ if name.startswith(("ROOTBRIDGE_", "PYTEST_", "DJANGO_"))}
    return {name: value for name, value in os.environ.items() if name not in dropped} | {"DATABASE_URL": address}


def serve(*words: str, **more) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "manage.py", "serve_platform", *words], cwd=settings.BASE_DIR, env=environment() | more,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True,
    )  # fmt: skip


def read_until(served: subprocess.Popen, words: str) -> str:
    said = ""
    os.set_blocking(served.stdout.fileno(), False)
    until = time.monotonic() + PATIENCE
    while words not in said and time.monotonic() < until and served.poll() is None:
        time.sleep(0.05)
        with suppress(BlockingIOError):
            said += os.read(served.stdout.fileno(), 65536).decode(errors="replace")
    assert words in said, said[-3000:]
    return said


def children_of(pid: int) -> list[int]:
    task = processes.PROC / str(pid) / "task" / str(pid) / "children"
    return [int(child) for child in task.read_text().split()]


def get(url: str) -> int:
    with urllib.request.urlopen(url, timeout=10) as answer:
        return answer.status


@pytest.mark.django_db(transaction=True)
def test_it_serves_heals_and_stops():
    port = free_port()
    served = serve("--port", str(port))
    try:
        said = read_until(served, "Ctrl-C stops it.")
        assert f"http://127.0.0.1:{port}/" in said
        phases = ("Starting the database.", "The tables are up to date.", "Joining style", "Starting the pages.")
        assert sorted(phases, key=said.index) == list(phases)
        assert get(f"http://127.0.0.1:{port}/health/live") == 200
        assert get(f"http://127.0.0.1:{port}/health/ready") == 200
        _await(f"http://127.0.0.1:{port}/live/health")
        os.kill(children_of(served.pid)[0], signal.SIGKILL)
        read_until(served, "The page server ended")
        _await(f"http://127.0.0.1:{port}/health/live")
        began = time.monotonic()
        served.send_signal(signal.SIGINT)
        assert served.wait(10) == 0
        assert time.monotonic() - began < 5  # one second on a quiet machine
    finally:
        _end(served)


def _await(url: str) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            assert get(url) == 200
            return
        except OSError:
            time.sleep(0.2)
    pytest.fail(f"{url} did not come back")


def _end(served: subprocess.Popen) -> None:
    if served.poll() is None:
        os.killpg(served.pid, signal.SIGKILL)
    served.wait()
    served.stdout.close()


def last_line(served: subprocess.Popen) -> str:
    said, _ = served.communicate(timeout=PATIENCE)
    assert served.returncode != 0
    return said.strip().splitlines()[-1]


@pytest.mark.django_db
def test_it_says_in_one_line_why_it_refuses():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        line = last_line(serve("--demo", "--port", str(port)))
    assert f"Port {port} is taken" in line
    assert f"PORT={port + 1} make demo" in line


def test_it_refuses_a_demonstration_that_others_reach():
    with pytest.raises(CommandError, match=r"would listen on 0\.0\.0\.0"):
        call_command("serve_platform", "--demo", "--bind", "0.0.0.0", "--port", str(free_port()))


def test_a_taken_port_names_the_next():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        wanted = Serving("127.0.0.1", taken.getsockname()[1], is_demo=False, pack="moldova")
        with pytest.raises(CannotServe, match=f"--port {wanted.port + 1}"):
            serving.refuse_taken_port(wanted)


def test_all_processes_agree():
    wanted = Serving("127.0.0.1", 8123, is_demo=True, pack="moldova")
    assert wanted.environment() == {
        "ROOTBRIDGE_BIND": "127.0.0.1",
        "ROOTBRIDGE_PACK": "moldova",
        "ROOTBRIDGE_DEMO": "1",
        "ROOTBRIDGE_GATE": "1",
        "ROOTBRIDGE_ADDRESS": "http://127.0.0.1:8123",
    }


def test_the_page_server_and_its_gate_come_first(tmp_path):
    named = dict(serving.hands(Serving("127.0.0.1", 8123, is_demo=True, pack="moldova"), tmp_path))
    assert list(named)[:2] == ["The page server", "The gate"]
    assert "wsgi" in named["The page server"]
    assert "8123" in named["The gate"]
    assert str(tmp_path / "live") in named["The live server"]
    assert Path(named["The worker"][1]).name == "manage.py"
