import pytest

from rootbridge.base.core import fragments
from tests.cast import cast  # noqa: F401


@pytest.fixture(autouse=True)
def _nothing_drawn_before():
    fragments.forget()
