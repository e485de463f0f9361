import pytest

from rootbridge.base.reference.starter import load_starter


@pytest.fixture
def starter(db):
    """The taxonomy that ships with the platform, loaded."""
    load_starter()
