"""No message is lost, none doubled, the order kept, whatever is cut or killed: counted, by both ways.

`make test-faults` does all of it; the ordinary suite a smaller part of the same.
"""

import asyncio
import os
import shutil
import warnings

import pytest

from rootbridge.base.runtime import cluster
from tests import loops
from tests.conversations.accounting import Run, make_seats
from tests.conversations.clients import LiveClient, PlainClient
from tests.conversations.lines import hear, joined, tell
from tests.conversations.servers import (
    OwnDatabase,
    cut_off_clients,
    kill_worker,
    live_server,
    page_server,
    redis_server,
    this_database,
)

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True)]
IS_FULL = os.environ.get("ROOTBRIDGE_TEST_FULL") == "1"
FULL = pytest.mark.skipif(not IS_FULL, reason="all 10,000 messages are part of `make test-faults`")
HAS_REDIS = shutil.which("redis-server") is not None


def killing(server):
    """Kills it, and begins it again."""

    async def kill():
        await asyncio.to_thread(server.kill)
        server.start()

    return kill


@pytest.fixture
def own_database(tmp_path, monkeypatch):
    monkeypatch.setattr(cluster, "ENCODING", (*cluster.ENCODING, "--no-sync"))
    made = OwnDatabase(tmp_path / "own")
    yield made
    made.remove()


def test_nothing_is_lost_live(started):
    database = this_database()
    live = started(live_server(database))
    done = Run(
        database, live.port, LiveClient, clients=10, rooms=3, messages=1000, cuts=30,
        harms={killing(live): 2, lambda: cut_off_clients(database): 2},
    ).run()  # fmt: skip
    assert done.faults() == []
    assert done.proxy.cuts >= 25


def test_nothing_is_lost_by_the_plain_way(started):
    database = this_database()
    pages = started(page_server(database))
    done = Run(database, pages.port, PlainClient, clients=6, rooms=2, messages=240, cuts=15).run()
    assert done.faults() == []
    assert done.proxy.cuts >= 12


@FULL
@pytest.mark.filterwarnings("default:redis-server is not on this machine")
def test_ten_thousand_live(started, own_database, tmp_path):
    """Redis is there too where this machine has it; typing goes through it, messages do not need it."""
    redis = started(redis_server(tmp_path)) if HAS_REDIS else None
    more = {"REDIS_URL": f"redis://127.0.0.1:{redis.port}"} if redis else {}
    live = started(live_server(own_database.address, **more))

    async def restart():
        await asyncio.to_thread(own_database.restart)

    harms = {killing(live): 10, restart: 3, **({killing(redis): 3} if redis else {})}
    done = Run(own_database.address, live.port, LiveClient, harms=harms).run()
    assert done.faults() == []
    assert done.proxy.cuts >= 190
    if redis is None:
        warnings.warn("redis-server is not on this machine: it was not restarted", stacklevel=1)


@FULL
def test_ten_thousand_by_the_plain_way(started, own_database):
    pages = started(page_server(own_database.address))

    async def restart():
        await asyncio.to_thread(own_database.restart)

    done = Run(
        own_database.address, pages.port, PlainClient,
        harms={lambda: kill_worker(pages): 10, restart: 3},
    ).run()  # fmt: skip
    assert done.faults() == []
    assert done.proxy.cuts >= 190


@pytest.mark.parametrize(
    "switches, sign", [({"keeps_ids": False}, "different"), ({"asks_after": False}, "holds")], ids=["ids", "numbers"]
)
def test_without_its_ids_or_its_numbers_the_accounts_are_wrong(started, switches, sign):
    """The accounting has teeth: it fails when the client gives up one half of the protocol."""
    database = this_database()
    live = started(live_server(database))
    done = Run(
        database, live.port, LiveClient, clients=6, rooms=1, messages=300, cuts=40, switches=switches
    ).run()  # fmt: skip
    assert any(sign in fault for fault in done.faults())


def test_redis_carries_what_is_not_stored(started, tmp_path):
    if not HAS_REDIS:
        pytest.skip("redis-server is not on this machine: install the package `redis-server`")
    redis = started(redis_server(tmp_path))
    url = {"REDIS_URL": f"redis://127.0.0.1:{redis.port}"}
    first, second = (started(live_server(this_database(), **url)) for _server in range(2))
    assert loops.run(_typing_between(first.port, second.port)) == {"seat", "is_typing"}


async def _typing_between(port: int, other: int) -> set:
    (_talk, one), (_same, two) = make_seats(this_database(), 1, 2)
    async with joined(port, one) as speaks, joined(other, two) as hears:
        for _try in range(20):
            await tell(speaks, typing=True)
            try:
                return set((await hear(hears, 1))["typing"])
            except TimeoutError:
                continue
    return set()
