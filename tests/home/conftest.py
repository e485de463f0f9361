import pytest

from rootbridge.base.core import fragments, parts
from tests.cast import cast  # noqa: F401


@pytest.fixture(autouse=True)
def _nothing_drawn_before(monkeypatch):
    """No piece of an earlier test; the switches of the parts are read once a test, so that queries can be counted."""
    fragments.forget()
    parts.forget()
    monkeypatch.setattr(parts, "SECONDS_REMEMBERED", 3600)
    yield
    parts.forget()
