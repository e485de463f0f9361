"""A real browser against the real application: the fixtures `live`, `browser`, `new_page`, `page`.

The application is config.wsgi's own, page cache included, served by threads of this process over the
test database; a test that uses it commits, and the database is cloned anew after it.
"""

import os
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator
from functools import cache

import pytest
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.utils.module_loading import import_string
from playwright._impl._driver import compute_driver_executable
from playwright.sync_api import Browser, Page, expect, sync_playwright

from rootbridge.base.design import assets

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SWITCHES = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost",
]  # fmt: skip
# Milliseconds: two workers and a browser share the cores.
PATIENCE = 15_000


def chromium() -> str | None:
    """The path of a browser of this machine, or None. ROOTBRIDGE_CHROMIUM names one."""
    named = os.environ.get("ROOTBRIDGE_CHROMIUM")
    return named or next((path for path in map(shutil.which, NAMES) if path), None)


def what_is_missing() -> str | None:
    """Why tests in a browser cannot run here and how to have them; None when they can."""
    if not chromium():
        return "Chromium is not on this machine: install the package `chromium`, or name one in ROOTBRIDGE_CHROMIUM."
    if not _has_driver():
        return "The driver of the browser does not run here: install the package `libatomic1`."
    return None


@cache
def _has_driver() -> bool:
    try:
        return subprocess.run([compute_driver_executable()[0], "--version"], capture_output=True).returncode == 0
    except OSError:
        return False


class _QuietHandler(WSGIRequestHandler):
    def log_message(self, *words):
        pass


class Live:
    """A running server; `url` has no slash at its end."""

    def __init__(self, application):
        self._server = ThreadedWSGIServer(("127.0.0.1", 0), _QuietHandler, allow_reuse_address=True)
        self._server.daemon_threads = True
        self._server.set_app(application)
        self.application = application
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(5)


@pytest.fixture(scope="session")
def _live_server() -> Iterator[Live]:
    assets.build()  # the application looks once, at its start, which files there are
    live = Live(import_string("config.wsgi.application"))
    yield live
    live.stop()


@pytest.fixture
def live(_live_server, transactional_db) -> Live:
    """The served platform over this worker's database, empty but for what the migrations wrote."""
    _live_server.application.shelf.clear()
    return _live_server


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the whole worker. Django sees the loop that drives it; the database may be used all the same."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=chromium(), args=SWITCHES)
        yield opened
        opened.close()


@pytest.fixture
def new_page(browser, live) -> Iterator[Callable[..., Page]]:
    """Open a page of the platform as somebody new: `new_page(width=360, locale="ar", javascript=False)`; `at`: the
    address of another server than the one of the tests.

    Addresses are relative to the platform. A script error, a refused or missing script or style, or a request
    to elsewhere fails the test at its end.
    """
    contexts, complaints = [], []

    def open_page(
        *, width: int = 1280, height: int = 800, locale: str = "en", javascript: bool = True, at: str = "", **more
    ) -> Page:
        context = browser.new_context(
            base_url=at or live.url,
            viewport={"width": width, "height": height},
            locale=locale,
            java_script_enabled=javascript,
            **more,
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        opened = context.new_page()
        _listen(opened, at or live.url, complaints)
        return opened

    yield open_page
    for context in contexts:
        context.close()
    assert not complaints, "\n".join(complaints)


@pytest.fixture
def page(new_page) -> Page:
    """One page at 1280 px, in English, with JavaScript."""
    return new_page()


def _listen(opened: Page, url: str, complaints: list[str]) -> None:
    opened.on("pageerror", lambda error: complaints.append(f"script error: {error}"))
    opened.on("console", lambda said: _note_console(said, complaints))
    opened.on("request", lambda asked: _note_request(asked.url, url, complaints))
    opened.on("response", lambda response: _note_missing(response, complaints))


def _note_console(said, complaints: list[str]) -> None:
    # An answer of 404 or 422 is noted by the browser too, a question given up for a newer one by htmx; tests look at
    # those themselves.
    known = ("Failed to load resource", "htmx:sendAbort", "htmx:afterRequest")
    if said.type == "error" and not any(words in said.text for words in known):
        complaints.append(f"console: {said.text}")


def _note_request(asked: str, url: str, complaints: list[str]) -> None:
    # Passkeys need a name: an address of digits cannot hold one.
    if not asked.startswith((url, url.replace("127.0.0.1", "localhost"), "data:", "blob:", "about:", "chrome")):
        complaints.append(f"a request to elsewhere: {asked}")


def _note_missing(response, complaints: list[str]) -> None:
    if response.status >= 400 and response.request.resource_type in {"stylesheet", "script", "image", "font"}:
        complaints.append(f"{response.status}: {response.url}")
