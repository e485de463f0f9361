"""Pages: the cached one beside nginx sending the same bytes, the uncached ones beside an empty view."""

import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from django.conf import settings

from bench import database
from bench.calls import Caller, session_of

REQUESTS = 4000
PAGE = "/en/opportunities/"


def measures():
    yield from uncached()
    yield from cached()


def uncached():
    caller = Caller()
    elena = session_of("elena@example.org")
    found = caller.side_by_side(
        empty=("/empty/", ""),
        empty_for_members=("/empty/member/", elena),
        list=(PAGE, ""),
        own=("/en/account/", elena),
        guide=("/en/services/pension-italy-moldova/", ""),
        search=("/en/search/?q=pensie+Italia", ""),
        front=("/en/", ""),
    )
    yield measure("page.empty.cpu", round(found["empty"]), "us")
    for name, goal in (("list", 4), ("own", 8), ("guide", None), ("search", None), ("front", None)):
        yield measure(f"page.{name}.cpu", round(found[name]), "us")
        beside = f"empty view, goal {goal}" if goal else "empty view"
        yield measure(f"page.{name}.ratio", round(found[name] / found["empty"], 2), "x", beside)
    for_members = found["empty_for_members"]
    yield measure("page.empty_for_members.ratio", round(for_members / found["empty"], 2), "x", "empty view")
    beside = "empty view that asks who is signed in"
    yield measure("page.own.ratio_for_members", round(found["own"] / for_members, 2), "x", beside)


def cached():
    """CPU of the server's processes for one request, each server by itself on one core's worth of load."""
    with tempfile.TemporaryDirectory() as folder:
        with granian() as port:
            body, headers = fetch(port, PAGE)
            ours = cpu_of_requests(granian.process.pid, port, PAGE)
        yield measure("cached.granian.cpu", round(ours), "us")
        if not shutil.which("nginx"):
            yield measure("cached.ratio", 0, "x", "skipped: nginx is not on this machine")
            return
        with nginx(Path(folder), body, headers.get("Content-Encoding", "")) as port:
            theirs = cpu_of_requests(nginx.process.pid, port, "/page")
        yield measure("cached.nginx.cpu", round(theirs), "us")
        yield measure("cached.ratio", round(ours / theirs, 2), "x", "nginx sending the same bytes from a file, goal 5")


def measure(name, value, unit, ratio_to=""):
    return {"name": name, "value": value, "unit": unit, "ratio_to": ratio_to}


def fetch(port, path):
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    for _try in range(3):
        line.request("GET", path, headers={"Accept-Encoding": "br", "Host": f"127.0.0.1:{port}"})
        answer = line.getresponse()
        body = answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{path} answered {answer.status}")
    return body, dict(answer.getheaders())


def cpu_of_requests(process, port, path) -> float:
    """Microseconds of user and system time that a process and its children spend on one request."""
    fetch(port, path)
    before = cpu_seconds(process)
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    for _number in range(REQUESTS):
        line.request("GET", path, headers={"Accept-Encoding": "br", "Host": f"127.0.0.1:{port}"})
        line.getresponse().read()
    time.sleep(0.1)
    return (cpu_seconds(process) - before) / REQUESTS * 1e6


def cpu_seconds(process) -> float:
    """User and system seconds of a process and all below it, from /proc."""
    total, tick = 0.0, os.sysconf("SC_CLK_TCK")
    for number in family(process):
        try:
            fields = Path(f"/proc/{number}/stat").read_text("utf8").rpartition(") ")[2].split()
        except FileNotFoundError:
            continue
        total += (int(fields[11]) + int(fields[12])) / tick
    return total


def family(process) -> list[int]:
    found = [process]
    for number in found:
        children = Path(f"/proc/{number}/task/{number}/children")
        if children.exists():
            found += [int(child) for child in children.read_text("utf8").split()]
    return found


class Server:
    """A server for as long as the block lasts; yields its port."""

    process = None

    def __call__(self, *words):
        self.words = words
        return self

    def __enter__(self):
        self.port = free_port()
        command, environment = self.command(*self.words)
        self.process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _try in range(900):
            try:
                http.client.HTTPConnection("127.0.0.1", self.port, timeout=5).connect()
                time.sleep(1)
                return self.port
            except OSError:
                time.sleep(0.1)
        raise RuntimeError(f"{command[0]} does not answer")

    def __exit__(self, *error):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(20)


class Granian(Server):
    def command(self):
        environment = {
            **os.environ, "DATABASE_URL": database.address(), "ROOTBRIDGE_ADDRESS": f"http://127.0.0.1:{self.port}",
            "ROOTBRIDGE_DEMO": "",
        }  # fmt: skip
        return [
            sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(self.port),
            "--workers", "1", "--blocking-threads", "1", "--no-ws", "--http", "1", "--log-level", "warning",
            "--working-dir", str(settings.BASE_DIR), "config.wsgi:application",
        ], environment  # fmt: skip


class Nginx(Server):
    def command(self, folder, body, encoding):
        (folder / "page").write_bytes(body)
        folder.chmod(0o755)
        (folder / "page").chmod(0o644)
        (folder / "nginx.conf").write_text(
            f"worker_processes 1; pid {folder}/pid; error_log {folder}/error; daemon off; events {{}}\n"
            "http { access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000; open_file_cache max=10;\n"
            f"  client_body_temp_path {folder}; proxy_temp_path {folder}; fastcgi_temp_path {folder};\n"
            f"  uwsgi_temp_path {folder}; scgi_temp_path {folder};\n"
            f"  server {{ listen 127.0.0.1:{self.port}; root {folder};\n"
            "    location = /page { default_type text/html; add_header Content-Encoding "
            f"{encoding or 'identity'}; }}\n"
            "  } }\n",
            encoding="utf8",
        )
        return ["nginx", "-p", str(folder), "-c", str(folder / "nginx.conf")], dict(os.environ)


def free_port() -> int:
    with socket.socket() as line:
        line.bind(("127.0.0.1", 0))
        return line.getsockname()[1]


granian, nginx = Granian(), Nginx()
