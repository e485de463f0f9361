import pytest
from django.contrib.auth.models import AnonymousUser

from tests.cast import cast  # noqa: F401


@pytest.fixture
def client(cast):  # noqa: F811
    """A browser of somebody who is signed out."""
    return cast.enter(AnonymousUser())
