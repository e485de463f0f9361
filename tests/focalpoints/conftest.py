import pytest

from tests.cast import (
    cast,  # noqa: F401
    give_role,
    make_member,
)


@pytest.fixture
def second(cast):  # noqa: F811
    """Another administrator of everything."""
    member = make_member("Sorin Second")
    give_role(member, "administrator", is_everywhere=True)
    return cast.again(member)
