"""What every test stands on: the embedded server, a clone of a migrated database, no network, a browser."""

import ipaddress
import socket

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connections
from django.test import TransactionTestCase
from django.test.client import ClientHandler
from django.utils import translation
from pytest_django.plugin import blocking_manager_key

from rootbridge.base.core import fragments, parts
from rootbridge.base.reference import recognition
from rootbridge.base.runtime import serving
from rootbridge.bridges.search import synonyms
from rootbridge.stewardship.administration import waiting
from rootbridge.stewardship.packs import demo
from tests import browsing, clones
from tests.browsing import _live_server, browser, live, new_page, page  # noqa: F401


def pytest_configure(config):
    """Start the server and have the template, once for the whole run, before any worker begins."""
    settings.CACHES["shipped"] = settings.CACHES["default"]
    settings.CACHES["default"] = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "tests"}
    if config.option.help or config.option.collectonly:
        return
    serving.start_database()
    clones.lead()
    if not hasattr(config, "workerinput"):
        with config.stash[blocking_manager_key].unblock():
            clones.make_template()


def pytest_collection_modifyitems(items):
    """Mark what needs a browser, and leave it out with the reason where there is none."""
    reason = browsing.what_is_missing()
    for item in items:
        if {"browser", "page", "new_page"} & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.browser)
            if reason:
                item.add_marker(pytest.mark.skip(reason=reason))


def pytest_terminal_summary(terminalreporter):
    reason = browsing.what_is_missing()
    if reason:
        terminalreporter.write_line(f"Left out: the tests in a browser. {reason}")


@pytest.fixture(scope="session")
def worker_name(request) -> str:
    return getattr(request.config, "workerinput", {}).get("workerid", "main")


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker, worker_name):
    """One clone of the template for this worker; taken away at the end."""
    with django_db_blocker.unblock():
        name = clones.clone(worker_name)
    TransactionTestCase._fixture_teardown = _begin_anew(worker_name)
    yield
    with django_db_blocker.unblock():
        clones.drop(name)


def _begin_anew(worker_name: str):
    """After a test that commits: a fresh clone. A flush would take what the migrations wrote."""

    def teardown(case):
        connections.close_all()
        clones.clone(worker_name)

    return teardown


@pytest.fixture(autouse=True)
def _nothing_remembered(monkeypatch):
    """Each test begins with nothing remembered, the language of the page before it neither; what it learns it keeps, so
    that a slow machine asks no more."""
    translation.deactivate()
    for module in (parts, demo, synonyms):
        monkeypatch.setattr(module, "SECONDS_REMEMBERED", 3600.0)
        module.forget()
    cache.clear()
    fragments.forget()
    recognition.forget()
    yield
    parts.forget()
    demo.forget()
    synonyms.forget()


@pytest.fixture(autouse=True)
def what_waits(monkeypatch):
    """The head of a page at work tells a number that is remembered between pages; inside a test's transaction it would
    be counted anew for each. It is 0 here, so that a page is measured by its own questions; a test of the number itself
    calls `what_waits()`."""
    real = waiting.number_waiting
    monkeypatch.setattr(waiting, "number_waiting", lambda request: len(getattr(request, "_waiting", ())))
    return lambda: monkeypatch.setattr(waiting, "number_waiting", real)


@pytest.fixture(autouse=True, scope="session")
def _one_chain_of_middleware():
    """Every client of the tests goes through the same chain: making it looks through all folders of files."""
    load, made = ClientHandler.load_middleware, {}

    def load_once(handler, is_async=False):
        if not made:
            load(handler, is_async)
            made.update({name: value for name, value in vars(handler).items() if "middleware" in name})
        vars(handler).update(made)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ClientHandler, "load_middleware", load_once)
        yield


@pytest.fixture(autouse=True, scope="session")
def _no_network():
    """Nothing leaves this machine: a connection elsewhere is an error."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("connect", "connect_ex"):
            patch.setattr(socket.socket, name, _only_here(getattr(socket.socket, name)))
        yield


def _only_here(connect):
    def guarded(self, address):
        if self.family != socket.AF_UNIX and not _is_here(address[0]):
            raise PermissionError(f"a test reached for the network: {address}")
        return connect(self, address)

    return guarded


def _is_here(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
