import pytest

from rootbridge.shared.conversations.models import Conversation
from tests.cast import cast  # noqa: F401
from tests.conversations.servers import live_server, this_database


@pytest.fixture
def started():
    """Servers that end with the test."""
    found = []

    def start(server):
        found.append(server.start())
        return server.await_life()

    yield start
    for server in found:
        server.kill()


@pytest.fixture
def live_port(transactional_db, started):
    """A live server over this worker's database."""
    return started(live_server(this_database())).port


@pytest.fixture
def talk(transactional_db):
    return Conversation.open(body="office:1")
